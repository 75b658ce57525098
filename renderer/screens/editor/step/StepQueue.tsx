import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactElement } from "react";
import { goToStep } from "../../../commands/goToStep.ts";
import { useShownRun } from "../../../commands/useShownRun.ts";
import { useStepRuns } from "../../../commands/useStepRuns.ts";
import { useDocument, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import type { FlowStep } from "../../../state/flow/Flow.ts";
import { listProducers } from "../../../state/flow/reach.ts";
import { useText } from "../../../text/useText.ts";
import styles from "./StepPanel.module.css";

/** How often the queue is looked at while a step waits for it, ms. */
const period = 2_000;

/** Why a step has not begun: producers that have not ended, else its queue. */
export function StepQueue({ step }: { step: FlowStep }): ReactElement | null {
  const t = useText();
  const workbench = useWorkbench();
  const run = useShownRun();
  const records = useStepRuns();
  const flow = useDocument((document) => document.flow);
  const ended = new Set(records.flatMap(({ stepId, finishedAt }) => (finishedAt === undefined ? [] : [stepId])));
  const open = listProducers(flow, step.id).filter(({ id }) => !ended.has(id));
  const name = run?.queue ?? "default";
  const { data: fill } = useQuery({
    queryKey: ["queue", name, run?.id],
    queryFn: async () => (await workbench.runs?.queue(name)) ?? { capacity: 0, running: 0 },
    enabled: open.length === 0,
    refetchInterval: period,
  });
  if (open.length > 0) {
    return (
      <span>
        {t("wait.producers")}{" "}
        {open.map((producer, index) => (
          <Fragment key={producer.id}>
            {index === 0 ? "" : ", "}
            <button type="button" className={styles.place} onClick={() => goToStep(workbench, producer.id)}>
              {producer.name}
            </button>
          </Fragment>
        ))}
      </span>
    );
  }
  if (fill === undefined) return null;
  const reason = fill.capacity === 0 ? "closed" : fill.running >= fill.capacity ? "full" : "free";
  return <span>{t(`wait.queue.${reason}`, { name, ...fill })}</span>;
}
