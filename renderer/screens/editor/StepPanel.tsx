import { ActionIcon, Switch, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { ownValue } from "../../../core/base/json.ts";
import { toBoolean } from "../../../core/model/baseValues.ts";
import { perform } from "../../commands/perform.ts";
import { useStepRun } from "../../commands/useStepRun.ts";
import { useDocument, useSession, useWorkbench } from "../../commands/WorkbenchContext.ts";
import type { FlowStep } from "../../state/flow/Flow.ts";
import { toStepLook } from "../../state/live/toStepLook.ts";
import { useText } from "../../text/useText.ts";
import { HelpText } from "../../ui/HelpText.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { PanelHead } from "../../ui/PanelHead.tsx";
import { StateBadge } from "../../ui/StateBadge.tsx";
import { toDuration } from "../../ui/toDuration.ts";
import styles from "./StepPanel.module.css";
import { StepWires } from "./StepWires.tsx";

/** What one step is, does and is wired to. */
export function StepPanel(): ReactElement {
  const t = useText();
  const { session } = useWorkbench();
  const id = useSession((state) => state.openStep);
  const step = useDocument(({ flow }) => (id === undefined ? undefined : flow.byId.get(id)));
  return (
    <aside className={styles.panel} aria-label={t("panel.step")}>
      <PanelHead title={step?.name ?? t("panel.step")}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={t("panel.close")}
          onClick={() => session.set({ stepPanel: false })}
        >
          <Icon name="x" size={14} />
        </ActionIcon>
      </PanelHead>
      {step === undefined ? (
        <p className={styles.none}>{t("panel.step.none")}</p>
      ) : (
        <StepFacts key={step.id} step={step} />
      )}
    </aside>
  );
}

function StepFacts({ step }: { step: FlowStep }): ReactElement {
  const t = useText();
  const { manifest } = step;
  return (
    <div className={styles.body}>
      <StepState step={step} />
      <NameInput key={step.name} step={step} />
      <div className={styles.class}>
        <span className={styles.tile}>
          <Icon name={manifest?.icon ?? "circle-alert"} />
        </span>
        <div>
          <strong>{manifest?.friendlyName ?? step.file}</strong>
          <p>{manifest?.description ?? t("step.unknownClass", { file: step.file })}</p>
        </div>
      </div>
      <BaseSwitch step={step} name="disabled" />
      <BaseSwitch step={step} name="continue_on_error" />
      <StepWires step={step} />
      {manifest?.help === undefined ? null : (
        <section>
          <h3 className={styles.heading}>{t("panel.step.about")}</h3>
          <HelpText text={manifest.help} />
        </section>
      )}
    </div>
  );
}

function StepState({ step }: { step: FlowStep }): ReactElement | null {
  const t = useText();
  const run = useStepRun(step.id);
  if (run === undefined) return null;
  const look = toStepLook(run, step.disabled);
  const duration = run.finishedAt === undefined ? undefined : toDuration(run.startedAt, run.finishedAt);
  return (
    <section className={styles.state}>
      <StateBadge look={look} word={t(`step.state.${look}`)} detail={duration} />
      {run.attempts > 1 ? <span>{t("step.attempts", { count: run.attempts })}</span> : null}
      {run.error === undefined ? null : (
        <div className={styles.error}>
          <strong>{run.error.exception}</strong>
          <p>{run.error.message}</p>
        </div>
      )}
    </section>
  );
}

function NameInput({ step }: { step: FlowStep }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const [name, setName] = useState(step.name);
  const commit = (): void => {
    const operation = { op: "renameStep", step: step.id, name: name.trim() } as const;
    if (name.trim() !== step.name && !perform(workbench, t("gesture.rename", { name: step.name }), [operation])) {
      setName(step.name);
    }
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
