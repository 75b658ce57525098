import type { ReactElement } from "react";
import type { ImportRow } from "../../state/ports/TransferPort.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./ImportDialog.module.css";

/** What an import did, and what is left for people to fill in before it can run. */
export function ImportResult({ rows }: { rows: readonly ImportRow[] }): ReactElement {
  const t = useText();
  const left = rows.flatMap((row): string[] => {
    const name = row.name;
    const kind = t(`import.kind.${row.kind}`);
    if (row.action === "missing") return [t("import.left.missing", { kind, name, names: row.neededBy.join(", ") })];
    return [
      ...row.unset.map((variable) => t("import.left.unset", { variable, name })),
      ...(row.isDraft ? [t("import.left.draft", { name })] : []),
    ];
  });
  const done = rows.filter(({ action }) => action !== "missing");
  return (
    <>
      <ul className={styles.list}>
        {done.map(({ kind, name, action, message }) => (
          <li key={`${kind} ${name}`} data-action={action}>
            <Icon name={stayedOut.has(action) ? "circle-minus" : "circle-check"} size={14} />
            <span>
              {t(`import.kind.${kind}`)} <strong>{name}</strong>: {t(`import.did.${action}`)}
              {message === undefined || action === "conflict" ? null : (
                <span className={styles.message}> {message}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
      {left.length === 0 ? (
        <span className={styles.quiet}>{t("import.left.none")}</span>
      ) : (
        <section aria-label={t("import.left")}>
          <h3 className={styles.heading}>{t("import.left")}</h3>
          <ul className={styles.list}>
            {left.map((line) => (
              <li key={line}>
                <Icon name="circle" size={14} />
                <span>{line}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const stayedOut: ReadonlySet<ImportRow["action"]> = new Set(["skip", "conflict", "refused"]);
