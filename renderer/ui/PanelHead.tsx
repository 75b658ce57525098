import type { ReactElement, ReactNode } from "react";
import styles from "./PanelHead.module.css";

/** The first line of a panel: what it is, and at the right what one can do with it. */
export function PanelHead({ title, children }: { title: ReactNode; children?: ReactNode }): ReactElement {
  return (
    <div className={styles.head}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </div>
  );
}
