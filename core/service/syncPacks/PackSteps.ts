import type { Clock } from "../../base/Clock.ts";
import type { AttemptOutcome, StepWorkers } from "../../engine/ports/StepWorkers.ts";
import { toStepError } from "../../engine/runner/toStepError.ts";
import { logLevels } from "../../model/RunRecord.ts";
import type { PackProgress } from "../ports/PackArchives.ts";
import type { PackPhase } from "./packPhases.ts";
import { hostHash, readTarget } from "./planPackRun.ts";
import type { SyncPackService } from "./SyncPackService.ts";

/** The second door for the steps of runs that bring packs into use: the host does them itself, and all others go on to the workers. */
export class PackSteps implements StepWorkers {
  private readonly parts: { workers: StepWorkers; syncPacks: SyncPackService; clock: Clock };
  /** By the id of a run whose end somebody waits for: what it failed with. */
  private readonly failures = new Map<string, unknown>();

  constructor(parts: PackSteps["parts"]) {
    this.parts = parts;
  }

  hasRoom(...place: Parameters<NonNullable<StepWorkers["hasRoom"]>>): boolean {
    return this.parts.workers.hasRoom?.(...place) === true;
  }

  run(...[request, hooks, placement]: Parameters<StepWorkers["run"]>): ReturnType<StepWorkers["run"]> {
    const { workers, syncPacks, clock } = this.parts;
    const { stepClass, parameters, runId, attempt } = request;
    if (stepClass?.hash !== hostHash) return workers.run(request, hooks, placement);
    const leaving = new AbortController();
    const log: PackProgress["log"] = (message, kind) => {
      const level = kind === "detail" ? logLevels.info : logLevels.flow;
      hooks.onLog([{ time: clock.now(), level, module: "syncpacks", message }]);
    };
    const work = async (): Promise<AttemptOutcome> => {
      const ended = { warned: false, parameters: undefined };
      try {
        const progress = { log, signal: leaving.signal };
        await syncPacks.bringIn(stepClass.file as PackPhase, readTarget(parameters), progress);
        return { kind: "success", data: undefined, routes: undefined, report: [], sample: undefined, ...ended };
      } catch (error) {
        if (leaving.signal.aborted) return { kind: "revoked", ...ended };
        if (this.failures.has(runId)) this.failures.set(runId, error);
        return { kind: "failure", error: toStepError(error, attempt), ...ended };
      }
    };
    return { done: work(), revoke: () => leaving.abort() };
  }

  /** Keeps what a run fails with, until it is taken. */
  watch(runId: string): void {
    this.failures.set(runId, undefined);
  }

  /** undefined = no step of it has failed here. */
  takeFailure(runId: string): unknown {
    const failure = this.failures.get(runId);
    this.failures.delete(runId);
    return failure;
  }
}
