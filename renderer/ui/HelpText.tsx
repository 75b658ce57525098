import type { ReactElement } from "react";
import styles from "./HelpText.module.css";
import { MarkdownText } from "./MarkdownText.tsx";

/** The help of a step class, Markdown with examples in code. */
export function HelpText({ text }: { text: string }): ReactElement {
  return (
    <div className={styles.help}>
      <MarkdownText text={text.trim()} />
    </div>
  );
}
