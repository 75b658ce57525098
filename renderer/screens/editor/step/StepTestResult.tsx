import type { ReactElement } from "react";
import type { StepRunRecord } from "../../../../core/model/RunRecord.ts";
import { toStepLook } from "../../../state/live/toStepLook.ts";
import { useText } from "../../../text/useText.ts";
import { StateBadge } from "../../../ui/StateBadge.tsx";
import { toDuration } from "../../../ui/toDuration.ts";
import { LogView } from "../log/LogView.tsx";
import { SavedData } from "./data/SavedData.tsx";
import { StepFailure } from "./StepFailure.tsx";
import styles from "./StepTest.module.css";

/** How a test of one step went: state and time, what it saved, what it logged. */
export function StepTestResult({ record }: { record: StepRunRecord }): ReactElement {
  const t = useText();
  const look = toStepLook(record, { disabled: false, pinned: false });
  const { finishedAt, startedAt, data, error, runId, name } = record;
  return (
    <section className={styles.result} aria-label={t("test.result")}>
      <div className={styles.state} role="status">
        <StateBadge
          look={look}
          word={t(`step.state.${look}`)}
          detail={finishedAt === undefined ? undefined : toDuration(startedAt, finishedAt)}
        />
        {finishedAt !== undefined && data === undefined && error === undefined ? (
          <span>{t("test.savedNothing")}</span>
        ) : null}
      </div>
      {error === undefined ? null : <StepFailure error={error} />}
      {finishedAt === undefined || data === undefined ? null : (
        <div className={styles.data}>
          <SavedData key={finishedAt} record={record} />
        </div>
      )}
      <div className={styles.log}>
        <LogView run={runId} step={name} isOver={finishedAt !== undefined} />
      </div>
    </section>
  );
}
