import type { ReactElement } from "react";
import { useStepRun } from "../../../commands/useStepRun.ts";
import type { FlowStep } from "../../../state/flow/Flow.ts";
import { NoData } from "./data/NoData.tsx";
import styles from "./data/SavedData.module.css";
import { SavedData } from "./data/SavedData.tsx";
import { StepPin } from "./StepPin.tsx";

/** What the step saved in the run that is shown, and what is pinned in its place. */
export function StepOutput({ step }: { step: FlowStep }): ReactElement {
  const record = useStepRun(step.id);
  return (
    <div className={styles.tab}>
      <StepPin step={step} />
      {record?.data === undefined ? (
        <NoData step={step} record={record} />
      ) : (
        <SavedData key={`${record.id} ${record.finishedAt ?? ""}`} record={record} />
      )}
    </div>
  );
}
