import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { memo, type ReactElement } from "react";
import { renameStep } from "../../commands/renameStep.ts";
import { useBrokenClass } from "../../commands/useBrokenClass.ts";
import { useSession, useWorkbench } from "../../commands/WorkbenchContext.ts";
import { placeAfter } from "../../state/edits/addStep.ts";
import { cardHeight, hasOutputRows, offsetOfOutput } from "../../state/flow/cardSize.ts";
import type { FlowOutput, FlowStep } from "../../state/flow/Flow.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import { NameField } from "../../ui/NameField.tsx";
import { errorHandleInset } from "../edges/edgeCurve.ts";
import { ChangeTag } from "./ChangeTag.tsx";
import styles from "./StepCard.module.css";
import { StepBadge, StepFrame, StepNews } from "./StepState.tsx";

export type StepNode = Node<{ step: FlowStep; isBrief: boolean }, "step">;

/** Handles are placed from the inner side of the border of the card. */
const border = 1;

/** The card of one step. Its parts that show a state listen for that of this step only, and the rest stays as it is. */
export const StepCard = memo(function StepCard({ data, selected }: NodeProps<StepNode>): ReactElement {
  const { step, isBrief } = data;
  const t = useText();
  const workbench = useWorkbench();
  const isEditing = useSession(({ editing }) => editing?.kind === "step" && editing.id === step.id);
  const close = (): void => {
    workbench.session.set({ editing: undefined });
    workbench.canvas.focus();
  };
  const broken = useBrokenClass(step);
  const className =
    broken === undefined
      ? (step.manifest?.friendlyName ?? step.file)
      : t("step.brokenClass.short", { file: step.file });
  return (
    <StepFrame step={step} isSelected={selected} isBrief={isBrief}>
      <Handle
        type="target"
        position={Position.Left}
        id="in"
        className={styles.input}
        style={{ top: cardHeight / 2 - border }}
        isConnectableStart={false}
      />
      <div className={styles.head}>
        <span className={styles.tile} data-unknown={step.manifest === undefined}>
          <Icon name={step.manifest?.icon ?? (step.manifest ? "square-function" : "circle-alert")} size={16} />
        </span>
        <span className={styles.texts}>
          {isEditing ? (
            <NameField
              value={step.name}
              label={t("panel.step.name")}
              onCommit={(name) => {
                void renameStep(workbench, { step: step.id, name });
                close();
              }}
              onCancel={close}
            />
          ) : (
            <span className={styles.name} title={step.name}>
              {step.pinned ? (
                <span className={styles.pin} title={t("step.pinned")}>
                  <Icon name="pin" size={12} />
                </span>
              ) : null}
              {step.name || t("step.untitled")}
            </span>
          )}
          {isBrief ? null : (
            <span className={styles.second}>
              <span
                className={styles.class}
                title={broken?.problem ?? (step.manifest ? className : t("step.unknownClass", { file: step.file }))}
              >
                {className}
              </span>
              <StepBadge step={step} isBrief={false} />
            </span>
          )}
        </span>
        {isBrief ? null : (
          <span className={`${styles.actions} nodrag`}>
            <CardAction step={step} tab="parameters" />
            <CardAction step={step} tab="test" />
          </span>
        )}
        {isBrief ? <StepBadge step={step} isBrief /> : null}
      </div>
      {isBrief ? null : <ChangeTag step={step.id} />}
      {isBrief ? null : <StepNews step={step} />}
      {step.outputs.map((output) => (
        <Output key={output.name} step={step} output={output} />
      ))}
      <Handle
        type="source"
        position={Position.Bottom}
        id="error"
        className={styles.error}
        style={{ left: "auto", right: errorHandleInset - 5 }}
        title={t("step.output.error")}
      />
    </StepFrame>
  );
});

const actions = {
  parameters: { icon: "settings", label: "step.configure", hint: "panel.step.tab.parameters" },
  test: { icon: "flask-conical", label: "step.test", hint: "command.step.test" },
} as const;

/** Opens the panel of the step at a tab. */
function CardAction({ step, tab }: { step: FlowStep; tab: keyof typeof actions }): ReactElement {
  const t = useText();
  const { session } = useWorkbench();
  const { icon, label, hint } = actions[tab];
  return (
    <button
      type="button"
      className={styles.action}
      aria-label={t(label, { name: step.name })}
      title={t(hint)}
      // The command of the canvas does the same by a key.
      tabIndex={-1}
      onClick={() => {
        session.set({ stepTab: tab });
        session.openStep(step.id);
      }}
    >
      <Icon name={icon} size={14} />
    </button>
  );
}

function Output({ step, output }: { step: FlowStep; output: FlowOutput }): ReactElement {
  const t = useText();
  const { session, document } = useWorkbench();
  const top = offsetOfOutput(step, output.name);
  const open = (): void => {
    const { flow } = document.store.getState();
    session.set({
      chooser: { at: placeAfter(flow, step), from: { from: step.id, kind: "output", output: output.name } },
    });
  };
  return (
    <>
      {hasOutputRows(step) ? (
        <span className={styles.output} style={{ top: top - border - 10 }}>
          {output.title || t("step.output")}
        </span>
      ) : null}
      <Handle
        type="source"
        position={Position.Right}
        id={`out:${output.name}`}
        className={styles.out}
        style={{ top: top - border }}
        title={output.title || t("step.output")}
        data-only={step.outputs.length === 1}
        onClick={open}
      />
    </>
  );
}
