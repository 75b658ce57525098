import type { ReactElement } from "react";
import { useText } from "../text/useText.ts";
import { ErrorText } from "./ErrorText.tsx";
import styles from "./RunSteps.module.css";
import { StateBadge } from "./StateBadge.tsx";
import { stepLooks } from "./stepLooks.ts";
import { toDuration } from "./toDuration.ts";

export interface ShownStep {
  id: string;
  name: string;
  state: keyof typeof stepLooks;
  warning: boolean;
  startedAt: number | undefined;
  finishedAt: number | undefined;
  error: { message: string } | undefined;
  lines: readonly { time: number; level: number; message: string }[];
}

/** Lines at this level and above say that something is not as it should be. */
const warnings = 30;

/** The steps of a run one below the other, each with its state, what it said and why it failed. */
export function RunSteps({ steps }: { steps: readonly ShownStep[] }): ReactElement {
  return (
    <ol className={styles.steps} aria-live="polite">
      {steps.map((step) => (
        <Step key={step.id} step={step} />
      ))}
    </ol>
  );
}

function Step({ step }: { step: ShownStep }): ReactElement {
  const t = useText();
  const { name, state, warning, startedAt, finishedAt, error, lines } = step;
  const look = state === "SUCCESS" && warning ? "warning" : stepLooks[state];
  const duration = finishedAt === undefined ? undefined : toDuration(startedAt, finishedAt);
  return (
    <li className={styles.step}>
      <div className={styles.head}>
        <span className={styles.name}>{name}</span>
        <StateBadge look={look} word={t(`step.state.${look}`)} detail={duration} />
      </div>
      {lines.length === 0 ? null : (
        <div className={styles.lines}>
          {lines.map(({ time, level, message }, index) => (
            // Lines are only added at the end.
            // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name of its own.
            <p key={index} data-warns={level >= warnings} title={new Date(time).toLocaleTimeString()}>
              {message}
            </p>
          ))}
        </div>
      )}
      {error === undefined ? null : <ErrorText text={error.message} />}
    </li>
  );
}
