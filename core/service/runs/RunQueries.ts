import { maskJson } from "../../base/createMasker.ts";
import type { JsonObject } from "../../base/json.ts";
import { isSluiceError, SluiceError } from "../../base/SluiceError.ts";
import { toTypedJson } from "../../base/typedJson.ts";
import type { RunSecrets, Secrets } from "../../engine/ports/EnginePorts.ts";
import type { LogLine, RunRecord, StepRunRecord } from "../../model/RunRecord.ts";
import { nearestName } from "../failures.ts";
import type { ChildRuns, LogFilter, RunFilter, RunReader } from "../ports/repositories.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { describeGiven } from "./describeGiven.ts";
import { type RunResult, type StepData, toRunResult } from "./toRunResult.ts";

/** A part of the list of runs; `next` undefined = there are no older ones. */
export interface RunPage {
  runs: RunRecord[];
  next: string | undefined;
}

/** The same with the run-time parameters of each in a line of at most 200 characters, secrets masked. */
export interface GivenChildRuns extends ChildRuns {
  runs: (ChildRuns["runs"][number] & { given: string })[];
}

/** What is read of runs. Changes and executes nothing. */
export class RunQueries {
  private readonly ports: Pick<ServicePorts, "runs" | "codec" | "blobFolder">;
  private readonly secrets: Secrets;

  constructor(ports: Pick<ServicePorts, "runs" | "codec" | "blobFolder">, secrets: Secrets) {
    this.ports = ports;
    this.secrets = secrets;
  }

  list(filter: RunFilter): RunRecord[] {
    return this.ports.runs.list(filter);
  }

  /** One page of `filter.limit` runs, newest first; `next` is `before` of the page after it. */
  page(filter: RunFilter): RunPage {
    const found = this.list({ ...filter, limit: filter.limit + 1 });
    const runs = found.slice(0, filter.limit);
    return { runs, next: found.length > runs.length ? runs.at(-1)?.id : undefined };
  }

  countUnfinished(): number {
    return this.ports.runs.countUnfinished();
  }

  /** `last` is the newest run. Throws `not_found`. */
  get(runId: string): RunRecord {
    const found = runId === "last" ? this.list({ limit: 1 })[0] : this.ports.runs.find(runId);
    if (found !== undefined) return found;
    throw new SluiceError("not_found", `There is no run "${runId}". "sluice runs" lists them.`, {
      details: { run: runId },
    });
  }

  /** In the order of the document. */
  stepRuns(runId: string): StepRunRecord[] {
    return this.ports.runs.stepRuns(runId);
  }

  /** Throws `not_found` with the nearest name. */
  getStepRun(runId: string, step: string): StepRunRecord {
    const stepRuns = this.stepRuns(runId);
    const found = stepRuns.find((stepRun) => stepRun.name === step || stepRun.id === step);
    if (found !== undefined) return found;
    const names = stepRuns.map((stepRun) => stepRun.name);
    throw new SluiceError("not_found", `The run has no step "${step}".${nearestName(step, names)}`, {
      details: { step },
    });
  }

  /**
   * The runs that a step has started, some of them as `RunReader.childRuns` says; what they were given is left out when the key
   * of the data folder is not the one they were started with. Throws `not_found`.
   */
  childRuns(runId: string, step: string, filter: Parameters<RunReader["childRuns"]>[1]): GivenChildRuns {
    const { counts, runs } = this.ports.runs.childRuns(this.getStepRun(this.get(runId).id, step).id, filter);
    // They share all but what each was given.
    const parsed = new Map<string, unknown>();
    const parse = (text: string): unknown => {
      const found = parsed.get(text) ?? JSON.parse(text);
      parsed.set(text, found);
      return found;
    };
    return { counts, runs: runs.map((one) => ({ ...one, given: this.describeGiven(one.run.id, parse) })) };
  }

  private describeGiven(runId: string, parse: (text: string) => unknown): string {
    try {
      return describeGiven(this.parameters(runId, parse));
    } catch (error) {
      if (isSluiceError(error, "key_missing")) return "";
      throw error;
    }
  }

  logs(runId: string, filter: LogFilter): LogLine[] {
    return this.ports.runs.logs(runId, filter);
  }

  /** The run-time parameters it was accepted with, secrets masked. Throws `not_found`, `key_missing`. */
  parameters(runId: string, parse?: (text: string) => unknown): JsonObject {
    const plan = this.ports.runs.plan(this.get(runId).id, parse);
    return maskJson(plan.parameters, this.secrets.open(plan).mask) as JsonObject;
  }

  /** Throws `key_missing` when the key of the data folder is not the one it was saved with. */
  stepData(stepRun: StepRunRecord): StepData {
    return this.readData(stepRun, () => this.secrets.open(this.ports.runs.plan(stepRun.runId)));
  }

  /** The whole run with the data of its steps. Throws `not_found`, `key_missing`. */
  result(runId: string): RunResult {
    const run = this.get(runId);
    let opened: RunSecrets | undefined;
    const open = (): RunSecrets => {
      opened ??= this.secrets.open(this.ports.runs.plan(run.id));
      return opened;
    };
    const steps = this.stepRuns(run.id).map((stepRun) => ({ stepRun, data: this.readData(stepRun, open) }));
    return toRunResult(run, steps);
  }

  private readData(stepRun: StepRunRecord, open: () => RunSecrets): StepData {
    if (stepRun.data === undefined) return { kind: "none" };
    const stored = this.ports.runs.output(stepRun.id);
    if (stored === undefined) return { kind: "pruned" };
    const { dataKey, mask } = open();
    const value = this.ports.codec.decode(stored, { dataKey, blobFolder: this.ports.blobFolder });
    return { kind: "data", data: maskJson(toTypedJson(value), mask) };
  }
}
