import { Alert, Button, NumberInput, PasswordInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { Filling } from "../../state/ports/TransferPort.ts";
import type { ChecklistItem } from "../../state/transfer/toChecklist.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./ImportChecklist.module.css";

export interface ImportChecklistProps {
  items: readonly ChecklistItem[];
  /** Rejects with a sentence when it was not stored. */
  fill(key: string, filling: Filling): Promise<void>;
  /** Asks for the file of what is missing. */
  chooseFile(item: ChecklistItem & { kind: "file" }): void;
  /** Shows an application that came in; `changes`: with what changes in it. */
  open(name: string, to: { changes: boolean }): void;
}

/** What is to be done before what came in can run: each thing is filled in where it stands. */
export function ImportChecklist({ items, ...actions }: ImportChecklistProps): ReactElement {
  const t = useText();
  const [failure, setFailure] = useState<string>();
  const fill = async (key: string, filling: Filling): Promise<void> => {
    await actions.fill(key, filling).then(
      () => setFailure(undefined),
      (reason: Error) => setFailure(reason.message),
    );
  };
  return (
    <>
      {failure === undefined ? null : (
        <Alert color="red" role="alert">
          {failure}
        </Alert>
      )}
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item.key} className={styles.item} data-done={item.isDone}>
            <Icon name={item.isDone ? "circle-check" : "circle"} size={16} className={styles.mark} />
            <span className={styles.words}>
              {wordsOf(item, t)}
              {"neededBy" in item && item.neededBy.length > 0 ? (
                <span className={styles.quiet}>{t("import.neededBy", { names: item.neededBy.join(", ") })}</span>
              ) : null}
            </span>
            {item.isDone ? (
              <span className={styles.quiet}>{t("import.left.filled")}</span>
            ) : (
              <ItemControl item={item} {...actions} fill={fill} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

type ControlProps = Omit<ImportChecklistProps, "items"> & { item: ChecklistItem };

function ItemControl({ item, fill, chooseFile, open }: ControlProps): ReactElement | null {
  const t = useText();
  const { key, name } = item;
  switch (item.kind) {
    case "secret":
      return <SecretControl name={name} set={(value) => fill(key, { kind: "secret", name, value })} />;
    case "variable": {
      const { configuration } = item;
      return <SecretControl name={name} set={(value) => fill(key, { kind: "variable", configuration, name, value })} />;
    }
    case "queue":
      return <QueueControl name={name} set={(capacity) => fill(key, { kind: "queue", name, capacity })} />;
    case "file":
      return (
        <Button
          size="xs"
          variant="default"
          aria-label={t("import.left.choose", { name })}
          onClick={() => chooseFile(item)}
        >
          {t("import.left.choose.short")}
        </Button>
      );
    case "publish": {
      const { hasChanges: changes } = item;
      const label = t(changes ? "import.changes" : "import.open", { name });
      return (
        <Button size="xs" variant="default" aria-label={label} onClick={() => open(name, { changes })}>
          {t(changes ? "import.changes.short" : "import.left.open")}
        </Button>
      );
    }
    default:
      return null;
  }
}

function SecretControl({ name, set }: { name: string; set(value: string): Promise<void> }): ReactElement {
  const t = useText();
  const [value, setValue] = useState("");
  return (
    <form
      className={styles.control}
      onSubmit={(event) => {
        event.preventDefault();
        if (value !== "") void set(value);
      }}
    >
      <PasswordInput
        size="xs"
        className={styles.field}
        autoComplete="off"
        aria-label={t("import.left.value", { name })}
        value={value}
        onChange={({ currentTarget }) => setValue(currentTarget.value)}
      />
      <SetButton name={name} isEmpty={value === ""} />
    </form>
  );
}

function QueueControl({ name, set }: { name: string; set(capacity: number): Promise<void> }): ReactElement {
  const t = useText();
  const [capacity, setCapacity] = useState(1);
  return (
    <form
      className={styles.control}
      onSubmit={(event) => {
        event.preventDefault();
        void set(capacity);
      }}
    >
      <NumberInput
        size="xs"
        className={styles.field}
        aria-label={t("import.left.capacity", { name })}
        allowDecimal={false}
        min={1}
        value={capacity}
        onChange={(value) => setCapacity(Number(value) || 1)}
      />
      <SetButton name={name} isEmpty={false} />
    </form>
  );
}

function SetButton({ name, isEmpty }: { name: string; isEmpty: boolean }): ReactElement {
  const t = useText();
  return (
    <Button type="submit" size="xs" variant="default" disabled={isEmpty} aria-label={t("import.left.set", { name })}>
      {t("import.left.set.short")}
    </Button>
  );
}

function wordsOf(item: ChecklistItem, t: ReturnType<typeof useText>): string {
  const { name } = item;
  switch (item.kind) {
    case "file":
      return t("import.left.file", { kind: t(`import.kind.${item.of}`), name });
    case "variable":
      return t("import.left.variable", { name, configuration: item.configuration });
    case "errors":
      return t("import.left.errors", { name, count: item.count });
    default:
      return t(`import.left.${item.kind}`, { name });
  }
}
