import { Button, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { StepRunRecord } from "../../../../core/model/RunRecord.ts";
import { goToStep } from "../../../commands/goToStep.ts";
import { useStale } from "../../../commands/useStale.ts";
import { useWaitText } from "../../../commands/useWaitText.ts";
import { useDocument, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { decide, mayHaveChildren, tryNow } from "../../../commands/waitCommands.ts";
import type { FlowStep } from "../../../state/flow/Flow.ts";
import { useText } from "../../../text/useText.ts";
import { describeData } from "../../../ui/describeSaved.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { StepChildren } from "./StepChildren.tsx";
import styles from "./StepPanel.module.css";
import { StepQueue } from "./StepQueue.tsx";

/** What the step waits for in the shown run and what one can do about it, why it did not run, and what it saved. */
export function StepWaits({ step, record }: { step: FlowStep; record: StepRunRecord }): ReactElement | null {
  const t = useText();
  const workbench = useWorkbench();
  const wait = useWaitText(record);
  const stale = useStale(step.id);
  return (
    <>
      {stale === undefined ? null : (
        // In the line of the state: what stands below must not move while somebody types or clicks there.
        <span className={styles.stale} title={t(`stale.${stale}`)}>
          <Icon name="history" size={12} />
          {t(`stale.short.${stale}`)}
        </span>
      )}
      {record.state === "PENDING" ? <StepQueue step={step} /> : null}
      {wait === undefined ? null : (
        <div className={styles.wait}>
          <span>{wait}</span>
          {record.state === "RETRY" ? (
            <Button size="compact-xs" variant="light" onClick={() => void tryNow(workbench, record)}>
              {t("wait.tryNow")}
            </Button>
          ) : null}
        </div>
      )}
      {record.wait?.kind === "approval" ? <Decision record={record} title={record.wait.title} /> : null}
      {record.skipped === undefined ? null : <Skipped reason={record.skipped} />}
      {mayHaveChildren(record, step.manifest?.type) ? <StepChildren record={record} /> : null}
      {record.data === undefined ? null : <span>{t("wait.saved", { what: describeData(record.data) })}</span>}
    </>
  );
}

function Decision({ record, title }: { record: StepRunRecord; title: string }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const [comment, setComment] = useState("");
  const choose = (approved: boolean): void => void decide(workbench, record, { approved, comment: comment.trim() });
  return (
    <section className={styles.decision} aria-label={t("wait.decision")}>
      <strong>{title}</strong>
      <TextInput
        size="xs"
        aria-label={t("wait.comment")}
        placeholder={t("wait.comment")}
        value={comment}
        onChange={({ currentTarget }) => setComment(currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button size="xs" onClick={() => choose(true)}>
          {t("wait.approve")}
        </Button>
        <Button size="xs" variant="default" onClick={() => choose(false)}>
          {t("wait.refuse")}
        </Button>
      </div>
    </section>
  );
}

function Skipped({ reason: { reason, step: name } }: { reason: NonNullable<StepRunRecord["skipped"]> }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const producer = useDocument(({ flow }) => flow.steps.find((step) => step.name === name)?.id);
  const why = t(`wait.skipped.${reason}`, { name });
  return (
    <span>
      {t("wait.skippedBecause")}{" "}
      {producer === undefined ? (
        why
      ) : (
        <button type="button" className={styles.place} onClick={() => goToStep(workbench, producer)}>
          {why}
        </button>
      )}
    </span>
  );
}
