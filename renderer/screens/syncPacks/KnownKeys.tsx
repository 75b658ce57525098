import { ActionIcon, Button, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactElement, useState } from "react";
import type { KnownKey } from "../../state/ports/SyncPackPort.ts";
import { useText } from "../../text/useText.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { ErrorText } from "../../ui/ErrorText.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Loaded } from "../../ui/Loaded.tsx";
import styles from "./SyncPacksScreen.module.css";
import type { SyncPacksScreenProps } from "./SyncPacksScreen.tsx";

/** The keys that are trusted to sign SyncPacks. */
export function KnownKeys(props: SyncPacksScreenProps & { onClose(): void }): ReactElement {
  const { port, isAdministrator, onClose } = props;
  const t = useText();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<string>();
  const query = useQuery({ queryKey: ["pack-keys"], queryFn: () => port.knownKeys() });
  const set = async (keys: readonly KnownKey[]): Promise<boolean> => {
    setFailure(undefined);
    try {
      await port.setKnownKeys(keys);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      return false;
    }
    await query.refetch();
    // Who signed a pack is judged by the keys that are known.
    await queries.invalidateQueries({ queryKey: ["syncpack"] });
    return true;
  };
  return (
    <Dialog title={t("packs.keys")} width={640} onClose={onClose}>
      <p className={styles.note}>{t("packs.keys.help")}</p>
      <Loaded query={query}>
        {(keys) => (
          <div className={styles.keys}>
            {keys.length === 0 ? <p className={styles.note}>{t("packs.keys.none")}</p> : null}
            {keys.map(({ name, key }) => (
              <div key={name} className={styles.key}>
                <div>
                  <strong>{name}</strong>
                  <div className={styles.mono}>{key.split("\n").at(-1)}</div>
                </div>
                {isAdministrator ? (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t("packs.keys.remove", { name })}
                    onClick={() => void set(keys.filter((one) => one.name !== name))}
                  >
                    <Icon name="x" size={16} />
                  </ActionIcon>
                ) : null}
              </div>
            ))}
            {isAdministrator ? <NewKey add={(key) => set([...keys, key])} /> : null}
          </div>
        )}
      </Loaded>
      {failure === undefined ? null : <ErrorText text={failure} />}
    </Dialog>
  );
}

function NewKey({ add }: { add(key: KnownKey): Promise<boolean> }): ReactElement {
  const t = useText();
  const [name, setName] = useState("");
  const [key, setKey] = useState("");
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!(await add({ name: name.trim(), key: key.trim() }))) return;
    setName("");
    setKey("");
  };
  return (
    <form className={styles.keys} onSubmit={(event) => void submit(event)}>
      <TextInput
        label={t("packs.keys.name")}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <TextInput
        label={t("packs.keys.key")}
        placeholder="RWQ..."
        value={key}
        onChange={({ currentTarget }) => setKey(currentTarget.value)}
      />
      <div className={styles.works}>
        <Button type="submit" disabled={name.trim() === "" || key.trim() === ""}>
          {t("packs.keys.add")}
        </Button>
      </div>
    </form>
  );
}
