import type { ReactElement } from "react";
import styles from "./PackProblem.module.css";

/** Why something failed, line by line as the host says it. */
export function PackProblem({ text }: { text: string }): ReactElement {
  return <pre className={styles.problem}>{text}</pre>;
}
