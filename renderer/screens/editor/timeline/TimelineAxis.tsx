import type { ReactElement } from "react";
import { listAxisMarks } from "../../../state/watch/timeAxis.ts";
import styles from "./Timeline.module.css";

/** Pixels that a mark with its label needs. */
const roomOfMark = 88;

/** Round times since the begin of the run, with a line down through the rows. */
export function TimelineAxis({ length, track }: { length: number; track: number }): ReactElement {
  const marks = listAxisMarks(length, Math.max(2, Math.floor(track / roomOfMark)));
  return (
    <div className={styles.axis} aria-hidden="true">
      {marks.map(({ at, label }) => (
        <span key={at} className={styles.mark} style={{ left: (at / length) * track }}>
          {label}
        </span>
      ))}
    </div>
  );
}
