import type { ReactElement } from "react";
import type { Finding } from "../../../../core/model/extract/Finding.ts";
import { useText } from "../../../text/useText.ts";
import { Icon } from "../../../ui/Icon.tsx";
import styles from "./FindingList.module.css";

/** What stands against a change, or what it makes other than before. Of both only what stands against it counts. */
export function FindingList({ findings }: { findings: readonly Finding[] }): ReactElement | null {
  const t = useText();
  const refused = findings.filter(({ kind }) => kind === "refusal");
  const sentences = [...new Set((refused.length > 0 ? refused : findings).map(({ message }) => message))];
  if (sentences.length === 0) return null;
  const isRefused = refused.length > 0;
  return (
    <section
      className={styles.findings}
      data-kind={isRefused ? "refusal" : "warning"}
      role={isRefused ? "alert" : "note"}
    >
      <h3>{t(isRefused ? "extract.refused" : "extract.warned")}</h3>
      <ul>
        {sentences.map((message) => (
          <li key={message}>
            <Icon name={isRefused ? "circle-x" : "triangle-alert"} size={14} />
            <span>{message}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
