import type { ReactElement } from "react";
import type { TimelineRow, TimelineSpan } from "../../../state/watch/readTimeline.ts";
import { text } from "../../../text/texts.ts";
import { useText } from "../../../text/useText.ts";
import { toDuration } from "../../../ui/toDuration.ts";
import styles from "./Timeline.module.css";

/** Pixels from a time, and its begin. */
export interface TimeScale {
  from: number;
  perMs: number;
}

/** The bars of one step: its time in the queue, its attempts and the waits between them. */
export function TimelineBars({ row, scale }: { row: TimelineRow; scale: TimeScale }): ReactElement {
  const t = useText();
  const { spans, look } = row;
  const [first] = spans;
  const last = spans.at(-1);
  if (first === undefined || last === undefined) return <span className={styles.never}>{t(`step.state.${look}`)}</span>;
  const place = (time: number): number => (time - scale.from) * scale.perMs;
  return (
    <>
      {spans.map((span) => (
        <span
          key={span.from}
          className={styles.span}
          data-kind={span.kind}
          data-look={span === last ? look : undefined}
          title={describeSpan(span)}
          style={{ left: place(span.from), width: Math.max(2, place(span.to) - place(span.from)) }}
        />
      ))}
      <span className={styles.took} style={{ left: place(last.to) + 6 }}>
        {toDuration(spans.find(({ kind }) => kind !== "queued")?.from ?? first.from, last.to)}
      </span>
    </>
  );
}

/** A row in words, for screen readers. */
export function describeRow(row: TimelineRow): string {
  const parts = [row.record.name, text(`step.state.${row.look}`), ...row.spans.map(describeSpan)];
  if (row.isCritical) parts.push(text("timeline.critical"));
  return parts.join(", ");
}

function describeSpan({ kind, from, to, attempt }: TimelineSpan): string {
  const which = attempt === undefined || attempt < 2 ? "" : ` (${text("timeline.attempt", { attempt })})`;
  return `${text(`timeline.span.${kind}`)} ${toDuration(from, to)}${which}`;
}
