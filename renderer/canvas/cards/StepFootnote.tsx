import type { MouseEvent, ReactElement } from "react";
import type { StepRunRecord } from "../../../core/model/RunRecord.ts";
import { goToStep } from "../../commands/goToStep.ts";
import { useStale } from "../../commands/useStale.ts";
import { useWaitText } from "../../commands/useWaitText.ts";
import { useDocument, useWorkbench } from "../../commands/WorkbenchContext.ts";
import { mayHaveChildren, openChild, tryNow } from "../../commands/waitCommands.ts";
import type { FlowStep } from "../../state/flow/Flow.ts";
import { countAttempts } from "../../state/live/countAttempts.ts";
import { useText } from "../../text/useText.ts";
import { describeSaved } from "../../ui/describeSaved.ts";
import { Icon } from "../../ui/Icon.tsx";
import { toDuration } from "../../ui/toDuration.ts";
import styles from "./StepFootnote.module.css";

/** A line below the card: what the step waits for and what to do about it, why it did not run, or how long it took and what it saved. */
export function StepFootnote({ step, record }: { step: FlowStep; record: StepRunRecord }): ReactElement | null {
  const t = useText();
  const workbench = useWorkbench();
  const wait = useWaitText(record);
  const attempts = countAttempts(step, record);
  const took = record.finishedAt === undefined ? undefined : toDuration(record.startedAt, record.finishedAt);
  const saved = describeSaved({ took, attempts, data: record.data });
  const stale = useStale(step.id);
  const hasChildren = mayHaveChildren(record, step.manifest?.type);
  const { skipped } = record;
  if (skipped === undefined && wait === undefined && saved === undefined && stale === undefined && !hasChildren)
    return null;
  return (
    <div className={`${styles.note} nodrag nopan`} data-waits={wait !== undefined}>
      {stale === undefined ? null : (
        <span className={styles.stale} title={t(`stale.${stale}`)}>
          <Icon name={stale === "disabled" ? "ban" : "history"} size={12} />
          {t(stale === "disabled" ? "step.state.disabled" : "stale.mark")}
        </span>
      )}
      {skipped === undefined ? <span className={styles.text}>{wait ?? saved}</span> : <Skipped reason={skipped} />}
      {record.state === "RETRY" ? (
        <button type="button" className={styles.action} onClick={() => void tryNow(workbench, record)}>
          {t("wait.tryNow")}
        </button>
      ) : null}
      {record.wait?.kind === "approval" ? (
        <button type="button" className={styles.action} onClick={() => workbench.session.openStep(step.id)}>
          {t("wait.decide")}
        </button>
      ) : null}
      {hasChildren ? (
        <button
          type="button"
          className={styles.icon}
          aria-label={t("wait.childOf", { name: step.name })}
          title={t("command.step.openChild")}
          onClick={() => void openChild(workbench, record)}
        >
          <Icon name="git-branch" size={12} />
        </button>
      ) : null}
    </div>
  );
}

function Skipped({ reason: { reason, step: name } }: { reason: NonNullable<StepRunRecord["skipped"]> }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const producer = useDocument(({ flow }) => flow.steps.find((step) => step.name === name)?.id);
  const why = t(`wait.skipped.${reason}`, { name });
  const go = (event: MouseEvent): void => {
    // The canvas would take it for a click on this card.
    event.stopPropagation();
    if (producer !== undefined) goToStep(workbench, producer);
  };
  return producer === undefined ? (
    <span className={styles.text}>{why}</span>
  ) : (
    <button type="button" className={styles.link} title={why} onClick={go}>
      {why}
    </button>
  );
}
