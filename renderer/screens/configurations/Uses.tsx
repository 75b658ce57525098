import type { ReactElement } from "react";
import type { ConfigurationUse } from "../../state/ports/ConfigurationListPort.ts";
import { useText } from "../../text/useText.ts";
import styles from "./ConfigurationsScreen.module.css";

interface UsesProps {
  uses: readonly ConfigurationUse[];
  openApplication(name: string): void;
}

/** What uses a configuration, or a variable of it. */
export function Uses({ uses, openApplication }: UsesProps): ReactElement {
  const t = useText();
  if (uses.length === 0) return <p className={styles.note}>{t("configurations.unused")}</p>;
  const seen = new Map(uses.map((use) => [`${use.by} ${use.name}`, use]));
  return (
    <ul className={styles.uses}>
      {[...seen.values()].map(({ by, name }) => (
        <li key={`${by} ${name}`}>
          {t(`configurations.by.${by}`)}{" "}
          {by === "application" ? (
            <button type="button" className={styles.plain} onClick={() => openApplication(name)}>
              {name}
            </button>
          ) : (
            name
          )}
        </li>
      ))}
    </ul>
  );
}
