import type { ReactElement } from "react";
import { BaseForm } from "../../../inspector/BaseForm.tsx";
import type { FlowStep } from "../../../state/flow/Flow.ts";
import styles from "./StepPanel.module.css";

/** What happens when a step fails, and all else that every step can be told. */
export function StepRetry({ step }: { step: FlowStep }): ReactElement {
  return (
    <div className={styles.body}>
      <BaseForm step={step.id} />
    </div>
  );
}
