import { TextInput } from "@mantine/core";
import { memo, type ReactElement, useState } from "react";
import { renameStep } from "../../../commands/renameStep.ts";
import { useSession, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { ParametersJson } from "../../../inspector/ParametersJson.tsx";
import { StepForm } from "../../../inspector/StepForm.tsx";
import type { FlowStep } from "../../../state/flow/Flow.ts";
import { useText } from "../../../text/useText.ts";
import { CommandButton } from "../CommandButton.tsx";
import styles from "./StepPanel.module.css";

/** What a step is called and how it is set. */
export function StepParameters({ step }: { step: FlowStep }): ReactElement {
  const isJson = useSession((state) => state.parametersJson);
  return (
    <div className={styles.body}>
      <div className={styles.nameRow}>
        <NameInput key={step.name} id={step.id} present={step.name} />
        <CommandButton id="view.parametersJson" isActive={isJson} />
      </div>
      {isJson ? <ParametersJson key={step.id} step={step.id} /> : <StepForm step={step.id} />}
    </div>
  );
}

const NameInput = memo(function NameInput({ id, present }: { id: string; present: string }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const [name, setName] = useState(present);
  const commit = (): void => {
    void renameStep(workbench, { step: id, name: name.trim() });
    // Another name makes this field anew.
    setName(present);
  };
  return (
    <TextInput
      size="xs"
      className={styles.nameField}
      label={t("panel.step.name")}
      value={name}
      onChange={(event) => setName(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
        if (event.key === "Escape") setName(present);
      }}
    />
  );
});
