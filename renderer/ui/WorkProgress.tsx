import { Button, Progress } from "@mantine/core";
import type { ReactElement } from "react";
import { useText } from "../text/useText.ts";
import styles from "./WorkProgress.module.css";

export interface WorkProgressProps {
  /** What is done. */
  title: string;
  /** undefined = nobody knows how much there is. */
  far?: { done: number; total: number } | undefined;
  /** undefined = something beside it stops the work. */
  onStop?: (() => void) | undefined;
}

/** How far long work is, and the way to stop it. */
export function WorkProgress({ title, far, onStop }: WorkProgressProps): ReactElement {
  const t = useText();
  const label = far === undefined ? title : t("work.far", { title, ...far });
  return (
    <div className={styles.work}>
      <span role="status">{label}</span>
      {onStop === undefined ? null : (
        <Button size="compact-sm" variant="default" onClick={onStop}>
          {t("work.stop")}
        </Button>
      )}
      <Progress
        className={styles.bar}
        size="sm"
        aria-label={label}
        value={far === undefined ? 100 : (100 * far.done) / Math.max(1, far.total)}
        striped={far === undefined}
        animated={far === undefined}
      />
    </div>
  );
}
