import { TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { renameStep } from "../../../commands/renameStep.ts";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { StepForm } from "../../../inspector/StepForm.tsx";
import type { FlowStep } from "../../../state/flow/Flow.ts";
import { useText } from "../../../text/useText.ts";
import styles from "./StepPanel.module.css";

/** What a step is called and how it is set. */
export function StepParameters({ step }: { step: FlowStep }): ReactElement {
  return (
    <div className={styles.body}>
      <NameInput key={step.name} step={step} />
      <StepForm step={step.id} />
    </div>
  );
}

function NameInput({ step }: { step: FlowStep }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const [name, setName] = useState(step.name);
  const commit = (): void => {
    renameStep(workbench, { step: step.id, name: name.trim() });
    // Another name makes this field anew.
    setName(step.name);
  };
  return (
    <TextInput
      size="xs"
      label={t("panel.step.name")}
      value={name}
      onChange={(event) => setName(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
        if (event.key === "Escape") setName(step.name);
      }}
    />
  );
}
