import type { ReactElement, ReactNode } from "react";
import { useStepRun } from "../../commands/useStepRun.ts";
import type { FlowStep } from "../../state/flow/Flow.ts";
import { type StepLook, toStepLook } from "../../state/live/toStepLook.ts";
import { useText } from "../../text/useText.ts";
import { StateBadge } from "../../ui/StateBadge.tsx";
import styles from "./StepCard.module.css";
import { StepFootnote } from "./StepFootnote.tsx";

export interface StepFrameProps {
  step: FlowStep;
  isSelected: boolean;
  isBrief: boolean;
  /** What does not depend on the run: another state of the step leaves it as it is. */
  children: ReactNode;
}

/** The border of a card, in the colour of the state of its step. */
export function StepFrame({ step, isSelected, isBrief, children }: StepFrameProps): ReactElement {
  return (
    <div className={styles.card} data-look={useLook(step)} data-selected={isSelected} data-brief={isBrief}>
      {children}
    </div>
  );
}

/** The state of a step in its card. */
export function StepBadge({ step, isBrief }: { step: FlowStep; isBrief: boolean }): ReactElement | null {
  const t = useText();
  const run = useStepRun(step.id);
  const look = toStepLook(run, step);
  if (look === "idle") return null;
  return <StateBadge look={look} word={t(`step.state.${look}`)} isBrief={isBrief} />;
}

/** The line below the card, while a run is shown. */
export function StepNews({ step }: { step: FlowStep }): ReactElement | null {
  const run = useStepRun(step.id);
  return run === undefined ? null : <StepFootnote step={step} record={run} />;
}

function useLook(step: FlowStep): StepLook {
  return toStepLook(useStepRun(step.id), step);
}
