import type { ReactElement } from "react";
import { useShownRun } from "../../../commands/useShownRun.ts";
import { useStepRun } from "../../../commands/useStepRun.ts";
import type { FlowStep } from "../../../state/flow/Flow.ts";
import { useText } from "../../../text/useText.ts";
import { LogView } from "../log/LogView.tsx";
import { NoRun } from "../NoRun.tsx";
import { StepFailure } from "./StepFailure.tsx";
import styles from "./StepLog.module.css";
import { UsedParameters } from "./UsedParameters.tsx";

/** What the step logged in the run that is shown, below the reason why it failed. */
export function StepLog({ step }: { step: FlowStep }): ReactElement {
  const t = useText();
  const run = useShownRun();
  const record = useStepRun(step.id);
  if (run === undefined) return <NoRun purpose={t("log.purpose")} />;
  if (record === undefined) return <p className={styles.none}>{t("log.noRun", { name: step.name })}</p>;
  return (
    <div className={styles.tab}>
      <div className={styles.why}>
        {record.error === undefined ? null : <StepFailure error={record.error} />}
        <UsedParameters key={record.id} step={step} record={record} />
      </div>
      <LogView run={run.id} step={record.name} isOver={record.finishedAt !== undefined} />
    </div>
  );
}
