import { Switch, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { ownValue } from "../../../../core/base/json.ts";
import { toBoolean } from "../../../../core/model/baseValues.ts";
import { perform } from "../../../commands/perform.ts";
import { renameStep } from "../../../commands/renameStep.ts";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import type { FlowStep } from "../../../state/flow/Flow.ts";
import { useText } from "../../../text/useText.ts";
import styles from "./StepPanel.module.css";

/** What a step is called and how it is set. */
export function StepParameters({ step }: { step: FlowStep }): ReactElement {
  return (
    <div className={styles.body}>
      <NameInput key={step.name} step={step} />
      <BaseSwitch step={step} name="disabled" />
      <BaseSwitch step={step} name="continue_on_error" />
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

function BaseSwitch({ step, name }: { step: FlowStep; name: "disabled" | "continue_on_error" }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const key = name === "disabled" ? "panel.step.disabled" : "panel.step.continue";
  return (
    <Switch
      size="xs"
      label={t(key)}
      description={t(`${key}.help`)}
      checked={toBoolean(ownValue(step.entry, name)) ?? false}
      onChange={(event) => {
        const value = event.currentTarget.checked ? true : undefined;
        perform(workbench, t("gesture.set", { name: t(key) }), [{ op: "setBase", step: step.id, key: name, value }]);
      }}
    />
  );
}
