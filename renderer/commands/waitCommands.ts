import type { StepRunRecord } from "../../core/model/RunRecord.ts";
import type { TextKey } from "../text/english.ts";
import type { Command, CommandId } from "./Command.ts";
import { onlyStep } from "./onlyStep.ts";
import { openRun } from "./openRun.ts";
import { needsOneStep } from "./refusals.ts";
import type { Workbench } from "./Workbench.ts";

/** Begins the waiting retry of a step at once. */
export async function tryNow({ runs, notify }: Workbench, { runId: run, id: stepRun }: StepRunRecord): Promise<void> {
  try {
    await runs?.tryNow({ run, stepRun });
  } catch (error) {
    notify(error instanceof Error ? error.message : String(error), "error");
  }
}

/** Decides what a step waits for a person to decide. */
export async function decide(
  { runs, notify }: Workbench,
  { runId: run, id: stepRun }: StepRunRecord,
  decision: { approved: boolean; comment: string },
): Promise<void> {
  try {
    await runs?.decide({ run, stepRun }, decision);
  } catch (error) {
    notify(error instanceof Error ? error.message : String(error), "error");
  }
}

/** Opens the run that a step has started; of several the panel of the step has the list. */
export async function openChild(workbench: Workbench, record: StepRunRecord): Promise<void> {
  const { runs, session } = workbench;
  const children = await runs?.children({ run: record.runId, stepRun: record.id }, { limit: 2 });
  const [only, other] = children?.runs ?? [];
  if (only !== undefined && other === undefined) {
    openRun(workbench, { run: only.run.id, application: only.run.appName });
  } else session.openStep(record.stepId ?? "");
}

/** Whether a step has started runs, or may have. */
export function mayHaveChildren(record: StepRunRecord, type: string | undefined): boolean {
  return record.wait?.kind === "runs" || (type === "trigger" && record.startedAt !== undefined);
}

interface Wait {
  id: CommandId;
  icon: string;
  when: TextKey;
  /** Whether there is that to do; `type` is that of the class. */
  fits(record: StepRunRecord, type: string | undefined): boolean;
  run(workbench: Workbench, record: StepRunRecord): Promise<void>;
}

/** A command about what the one selected step waits for in the shown run. */
function about({ id, icon, when, fits, run }: Wait): Command {
  return {
    id,
    icon,
    scope: "window",
    menu: "run",
    refusal(workbench) {
      const record = recordOf(workbench);
      const type = onlyStep(workbench)?.manifest?.type;
      return needsOneStep(workbench) ?? (record !== undefined && fits(record, type) ? undefined : when);
    },
    async run(workbench) {
      const record = recordOf(workbench);
      if (record !== undefined) await run(workbench, record);
    },
  };
}

function recordOf({ session, live }: Workbench): StepRunRecord | undefined {
  const [step = ""] = session.store.getState().selection.steps;
  return live.step(step);
}

const waitsForDecision = ({ wait }: StepRunRecord): boolean => wait?.kind === "approval";

export const waitCommands: Command[] = [
  about({
    id: "step.tryNow",
    icon: "refresh-cw",
    when: "when.noRetry",
    fits: ({ state }) => state === "RETRY",
    run: tryNow,
  }),
  about({
    id: "step.approve",
    icon: "check",
    when: "when.noApproval",
    fits: waitsForDecision,
    run: (workbench, record) => decide(workbench, record, { approved: true, comment: "" }),
  }),
  about({
    id: "step.refuse",
    icon: "x",
    when: "when.noApproval",
    fits: waitsForDecision,
    run: (workbench, record) => decide(workbench, record, { approved: false, comment: "" }),
  }),
  about({
    id: "step.openChild",
    icon: "git-branch",
    when: "when.noChild",
    fits: mayHaveChildren,
    run: openChild,
  }),
];
