import type { ReactElement } from "react";
import type { FiringOutcome } from "../../state/ports/SchedulePort.ts";
import { useText } from "../../text/useText.ts";
import { runLooks } from "../../ui/runLooks.ts";
import { StateBadge } from "../../ui/StateBadge.tsx";
import { toMoment } from "../../ui/toMoment.ts";
import styles from "./SchedulesScreen.module.css";

const looks: Record<FiringOutcome, string> = {
  ...runLooks,
  expired: "idle",
  waiting: "waiting",
  skipped: "skipped",
  failed: "failed",
};

export interface OutcomeProps {
  outcome: FiringOutcome;
  /** When it was due, ms since the epoch; undefined = it stands beside. */
  at?: number | undefined;
  /** Opens its run; undefined = it has none. */
  open: (() => void) | undefined;
}

/** What became of one time of a schedule. */
export function Outcome({ outcome, at, open }: OutcomeProps): ReactElement {
  const t = useText();
  const detail = at === undefined ? undefined : toMoment(at);
  const badge = <StateBadge look={looks[outcome]} word={t(`schedules.outcome.${outcome}`)} detail={detail} />;
  if (open === undefined) return badge;
  return (
    <button type="button" className={styles.plain} onClick={open}>
      {badge}
    </button>
  );
}
