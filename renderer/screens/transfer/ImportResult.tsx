import { Alert } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { Filling, ImportRow } from "../../state/ports/TransferPort.ts";
import { toChecklist } from "../../state/transfer/toChecklist.ts";
import type { TextKey } from "../../text/english.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import { ImportChecklist, type ImportChecklistProps } from "./ImportChecklist.tsx";
import styles from "./ImportDialog.module.css";

export interface ImportResultProps extends Pick<ImportChecklistProps, "chooseFile" | "open"> {
  rows: readonly ImportRow[];
  /** Rejects with a sentence when it was not stored. */
  fill(filling: Filling): Promise<void>;
  /** Why a file that was chosen for something missing did not bring it. */
  failure: string | undefined;
}

/** What an import did, and what is left for people to fill in before it can run. */
export function ImportResult({ rows, failure, fill, chooseFile, open }: ImportResultProps): ReactElement {
  const t = useText();
  const [filled, setFilled] = useState<ReadonlySet<string>>(new Set());
  const items = toChecklist(rows, filled);
  // What a file brought that was chosen later stands in the place of what was said of it before.
  const told = rows
    .filter(({ action }) => action !== "missing")
    .map((row) => [`${row.kind} ${row.name}`, row] as const);
  const came = [...new Map(told).values()];
  return (
    <>
      <section aria-label={t("import.done.items")}>
        <ul className={styles.list}>
          {came.map((row) => (
            <li key={`${row.kind} ${row.name}`} data-action={row.action}>
              <Icon name={stayedOut.has(row.action) ? "circle-minus" : "circle-check"} size={14} />
              <span>
                {t(`import.kind.${row.kind}`)} <strong>{row.name}</strong>: {t(didOf(row))}
                {row.message === undefined || row.action === "conflict" ? null : (
                  <span className={styles.message}> {row.message}</span>
                )}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {failure === undefined ? null : (
        <Alert color="red" role="alert">
          {failure}
        </Alert>
      )}
      {items.length === 0 ? (
        <span className={styles.quiet}>{t("import.left.none")}</span>
      ) : (
        <section aria-label={t("import.left")}>
          <h3 className={styles.heading}>{t("import.left")}</h3>
          <ImportChecklist
            items={items}
            chooseFile={chooseFile}
            open={open}
            fill={async (key, filling) => {
              await fill(filling);
              setFilled((before) => new Set([...before, key]));
            }}
          />
        </section>
      )}
    </>
  );
}

const stayedOut: ReadonlySet<ImportRow["action"]> = new Set(["skip", "conflict", "refused"]);

function didOf({ kind, action }: ImportRow): TextKey {
  if (kind !== "application") return `import.did.${action}`;
  if (action === "overwrite") return "import.did.draft";
  return action === "create" || action === "rename" ? "import.did.newDraft" : `import.did.${action}`;
}
