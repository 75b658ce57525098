import { logLevels } from "../../core/model/RunRecord.ts";
import type { RunStart } from "../state/ports/RunPort.ts";
import type { TextKey } from "../text/english.ts";
import { text } from "../text/texts.ts";
import type { Command } from "./Command.ts";
import { goToStep } from "./goToStep.ts";
import { needsStep } from "./refusals.ts";
import type { Workbench } from "./Workbench.ts";

function isRunning({ live }: Workbench): boolean {
  const state = live.run()?.state;
  return state === "PENDING" || state === "STARTED";
}

function cannotStart(workbench: Workbench): TextKey | undefined {
  if (workbench.runs === undefined) return "when.noRuns";
  if (workbench.document.store.getState().flow.steps.length === 0) return "when.noSteps";
  return isRunning(workbench) ? "when.running" : undefined;
}

/** Runs these steps and all they need, and nothing after them. */
export function runToSteps(workbench: Workbench, to: readonly string[]): Promise<void> {
  return start(workbench, { level: logLevels.flow, to });
}

/** Runs this step and no other: what leads to it gives what is pinned, or what it saved in the run that is shown or the last one. */
export async function runAlone(workbench: Workbench, step: string): Promise<void> {
  const shown = workbench.live.run();
  const isEnded = shown !== undefined && !isRunning(workbench);
  const recent = isEnded ? [] : ((await workbench.runs?.recent().catch(() => [])) ?? []);
  const run = isEnded ? shown.id : recent.find(({ finishedAt }) => finishedAt !== undefined)?.id;
  await start(workbench, { level: logLevels.flow, only: { step, run } });
}

/** Starts a run of what is on screen, once the host has that. Rejects with the reason when it cannot be started. */
export async function startRun(workbench: Workbench, options: RunStart): Promise<void> {
  await Promise.all([workbench.document.settled(), workbench.code.settled()]);
  await workbench.runs?.start(options);
}

async function start(workbench: Workbench, options: RunStart): Promise<void> {
  try {
    await startRun(workbench, options);
  } catch (error) {
    workbench.notify(text("run.failed", { reason: error instanceof Error ? error.message : String(error) }), "error");
    const { problems, session } = workbench;
    // A document with errors is not run: they are what is to be done next.
    if (problems.store.getState()?.some(({ severity }) => severity === "error"))
      session.set({ bottomPanel: true, bottomTab: "problems" });
  }
}

export const runCommands: Command[] = [
  {
    id: "run.start",
    icon: "play",
    keys: ["Mod+Enter"],
    scope: "window",
    menu: "run",
    refusal: cannotStart,
    run: (workbench) => start(workbench, { level: logLevels.flow }),
  },
  {
    id: "run.debug",
    icon: "bug",
    keys: ["Mod+Shift+Enter"],
    scope: "window",
    menu: "run",
    refusal: cannotStart,
    run: (workbench) => start(workbench, { level: logLevels.debug }),
  },
  {
    id: "run.custom",
    icon: "sliders-horizontal",
    keys: ["Mod+Alt+Enter"],
    scope: "window",
    menu: "run",
    refusal: cannotStart,
    run: ({ session }) => session.set({ customRun: true }),
  },
  {
    id: "run.toHere",
    icon: "arrow-right-to-line",
    scope: "window",
    menu: "run",
    refusal: (workbench) => needsStep(workbench) ?? cannotStart(workbench),
    run: (workbench) => runToSteps(workbench, selectedSteps(workbench)),
  },
  {
    id: "run.fromHere",
    icon: "arrow-right-from-line",
    scope: "window",
    menu: "run",
    refusal: (workbench) =>
      needsStep(workbench) ?? cannotStart(workbench) ?? (workbench.live.run() === undefined ? "when.noRun" : undefined),
    run: (workbench) =>
      start(workbench, {
        level: logLevels.flow,
        from: { run: workbench.live.run()?.id ?? "", steps: selectedSteps(workbench) },
      }),
  },
  {
    id: "run.stop",
    icon: "square",
    keys: ["Mod+."],
    scope: "window",
    menu: "run",
    refusal: (workbench) => (isRunning(workbench) ? undefined : "when.notRunning"),
    async run(workbench) {
      try {
        await workbench.runs?.stop(workbench.live.run()?.id ?? "");
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        workbench.notify(text("run.notStopped", { reason }), "error");
      }
    },
  },
  {
    id: "run.nextFailure",
    icon: "circle-alert",
    keys: ["F8"],
    scope: "window",
    menu: "run",
    refusal: (workbench) => (failedSteps(workbench).length === 0 ? "when.noFailure" : undefined),
    run(workbench) {
      const { session } = workbench;
      const failed = failedSteps(workbench);
      const [selected] = session.store.getState().selection.steps;
      const next = failed[(failed.indexOf(selected ?? "") + 1) % failed.length];
      if (next === undefined) return;
      session.set({ stepTab: "log" });
      goToStep(workbench, next);
    },
  },
];

function selectedSteps({ session }: Workbench): string[] {
  return [...session.store.getState().selection.steps];
}

function failedSteps({ live, document }: Workbench): string[] {
  return document.store
    .getState()
    .flow.steps.filter(({ id }) => live.step(id)?.state === "FAILURE")
    .map(({ id }) => id);
}
