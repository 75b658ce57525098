import type { ReactElement } from "react";
import styles from "./ErrorText.module.css";

/** Why something failed, line by line as the host says it. */
export function ErrorText({ text }: { text: string }): ReactElement {
  return <pre className={styles.error}>{text}</pre>;
}
