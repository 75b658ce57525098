import { Button, Checkbox } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { PackVersion } from "../../state/ports/SyncPackPort.ts";
import { useText } from "../../text/useText.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { ErrorText } from "../../ui/ErrorText.tsx";
import { Loaded } from "../../ui/Loaded.tsx";
import { PackUses } from "./PackContents.tsx";
import { refreshPacks } from "./refreshPacks.ts";
import styles from "./SyncPacksScreen.module.css";
import type { SyncPacksScreenProps } from "./SyncPacksScreen.tsx";

export interface RemovePackProps extends Pick<SyncPacksScreenProps, "port" | "go" | "notify"> {
  pack: PackVersion;
  onClose(): void;
  onRemoved(): void;
}

/** Removes a version after saying what uses it; refused while something does, unless one insists. */
export function RemovePack({ port, pack, go, notify, onClose, onRemoved }: RemovePackProps): ReactElement {
  const { name, friendlyName, version } = pack;
  const t = useText();
  const queries = useQueryClient();
  const [isForced, setForced] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const query = useQuery({
    queryKey: ["syncpack", name, version, "uses"],
    queryFn: async () => (await port.read(name, version))?.usedBy ?? [],
    // Something may have come to use it a moment ago.
    staleTime: 0,
  });
  const isUsed = (query.data?.length ?? 0) > 0;
  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      await port.remove(name, { version, force: isForced });
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      setBusy(false);
      await query.refetch();
      return;
    }
    notify(t("packs.removed", { name: friendlyName, version }), "info");
    onRemoved();
    await refreshPacks(queries, { isGone: true });
  };
  return (
    <Dialog
      title={t("packs.remove.title", { name: friendlyName, version })}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t("places.cancel")}
          </Button>
          <Button
            color="red"
            loading={isBusy}
            disabled={query.data === undefined || query.isFetching || (isUsed && !isForced)}
            onClick={() => void remove()}
          >
            {t("packs.remove")}
          </Button>
        </>
      }
    >
      <Loaded query={query}>
        {(uses) =>
          uses.length === 0 ? (
            <p className={styles.description}>{t("packs.remove.unused")}</p>
          ) : (
            <>
              <p className={styles.description}>{t("packs.remove.used")}</p>
              <PackUses uses={uses} go={go} />
              <Checkbox
                label={t("packs.remove.force")}
                checked={isForced}
                onChange={({ currentTarget }) => setForced(currentTarget.checked)}
              />
            </>
          )
        }
      </Loaded>
      {failure === undefined ? null : <ErrorText text={failure} />}
    </Dialog>
  );
}
