import { Title } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import styles from "./Screen.module.css";

export interface ScreenProps {
  title: string;
  /** Buttons beside the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A place beside the editor: its title, what one can do there, and what it holds. */
export function Screen({ title, actions, children }: ScreenProps): ReactElement {
  return (
    <main className={styles.screen}>
      <div className={styles.head}>
        <Title order={1} size="h3">
          {title}
        </Title>
        <div className={styles.actions}>{actions}</div>
      </div>
      {children}
    </main>
  );
}
