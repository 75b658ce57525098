import type { JsonObject } from "../../base/json.ts";
import { isSluiceError, SluiceError } from "../../base/SluiceError.ts";
import type { Engine, ReusedSteps } from "../../engine/Engine.ts";
import type { RequestKey, RunPlan, RunStore } from "../../engine/ports/RunStore.ts";
import { classKey } from "../../engine/ports/RunStore.ts";
import type { ClassReference } from "../../engine/ports/StepWorkers.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import { toApplicationName, toStepRunName } from "../../model/applicationName.ts";
import type { ConfigurationDocument } from "../../model/ConfigurationDocument.ts";
import type { Problem } from "../../model/Problem.ts";
import type { RunRecord } from "../../model/RunRecord.ts";
import { readApplication } from "../../model/readApplication.ts";
import { readPackVersions } from "../../model/readPackVersions.ts";
import type { ConfigurationService } from "../configurations/ConfigurationService.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { inheritSecrets } from "../secrets/createSecrets.ts";
import type { StepClassService } from "../stepClasses/StepClassService.ts";
import { isPackRun } from "../syncPacks/planPackRun.ts";
import { keepUpstream } from "./keepUpstream.ts";
import { planRerun } from "./planRerun.ts";
import type { RunPlanner, RunRequest } from "./RunPlanner.ts";
import type { RunQueries } from "./RunQueries.ts";
import { revokeDeadRun } from "./revokeDeadRun.ts";
import { type StandAlone, standAlone } from "./standAlone.ts";

/** A run that is on disk, with the warnings about its document. */
export interface AcceptedRun {
  run: RunRecord;
  warnings: Problem[];
}

/** A step class to run alone. */
export interface StepRunRequest {
  file: string;
  syncpack?: string | undefined;
  parameters: JsonObject;
  /** What the step sees as the data of its producer; absent = it has none. */
  input?: { value: unknown };
  configuration?: ConfigurationDocument | undefined;
  logLevel: number;
  /** The request that the run answers. */
  requestKey?: RequestKey | undefined;
}

/** A document that is given along with the run, or a draft, as the editor runs it. */
export interface DocumentRunRequest
  extends Pick<
    RunRequest,
    | "name"
    | "document"
    | "stepIds"
    | "configuration"
    | "parameters"
    | "queue"
    | "logLevel"
    | "workers"
    | "classDrafts"
    | "requestKey"
  > {
  /** Step name to the data that replaces the output of that step; its code does not run. */
  pins: Record<string, unknown>;
  /** Names of steps: these and what is downstream run again, the rest is taken over from the run. */
  from?: { run: string; steps: string[] };
  /** Names of steps: nothing downstream of them runs. */
  to?: string[];
  /** Name of the only step that runs: its producers give what is pinned or taken over, else nothing. */
  only?: string;
}

interface Parts {
  ports: Pick<ServicePorts, "clock" | "runs" | "pruner" | "codec" | "vault" | "blobFolder">;
  planner: RunPlanner;
  queries: RunQueries;
  configurations: ConfigurationService;
  stepClasses: StepClassService;
  engine: Engine;
  store: RunStore;
}

/** Use-cases that start, stop and change runs. */
export class RunService {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Resolves when the run is on disk. Throws `invalid_document` with all problems before anything is stored. */
  async start(request: RunRequest, reused?: ReusedSteps): Promise<AcceptedRun> {
    const { warnings, ...planned } = await this.parts.planner.prepare(request);
    return { run: await this.parts.engine.accept(planned, reused), warnings };
  }

  /** The same document, variables and queue with present configuration and step code. Throws `not_found`. */
  async replay(runId: string, requestKey?: RequestKey): Promise<AcceptedRun> {
    return this.start({ ...this.repeat(runId, { isSameKey: false }), requestKey });
  }

  /** Runs the chosen steps and all downstream, and takes over the rest. Throws `not_found`, `run_not_finished`, `outputs_expired`. */
  async rerun(
    runId: string,
    { from, requestKey }: { from: string[]; requestKey?: RequestKey | undefined },
  ): Promise<AcceptedRun> {
    const { queries, ports } = this.parts;
    const record = queries.get(runId);
    const reused = planRerun(from, { record, plan: ports.runs.plan(record.id), reader: ports.runs });
    return this.start({ ...this.repeat(record.id, { isSameKey: true }), requestKey }, reused);
  }

  /** Runs a document that is not the published one. Throws as `start` and `rerun`. */
  async startDocument(request: DocumentRunRequest): Promise<AcceptedRun> {
    const { pins, from, to, only, ...rest } = request;
    const { queries, ports } = this.parts;
    const alone = only === undefined ? undefined : standAlone(request.document, { step: only, inputStep });
    const document = alone?.document ?? (to === undefined ? request.document : keepUpstream(request.document, to));
    const record = from === undefined ? undefined : queries.get(from.run);
    const plan = record === undefined ? undefined : ports.runs.plan(record.id);
    const takenOver =
      from === undefined || record === undefined || plan === undefined
        ? undefined
        : planRerun(from.steps, {
            record,
            plan,
            reader: ports.runs,
            present: { document, stepIds: request.stepIds ?? {} },
          });
    const reused = takenOver && { steps: withoutKeys(takenOver.steps, pins) };
    const wrappedDataKey = plan?.wrappedDataKey ?? ports.vault.createDataKey();
    const origin: NonNullable<RunRequest["origin"]> = {
      wrappedDataKey,
      pins: await this.encodePins(alone === undefined ? pins : fillPins(alone, { pins, reused }), wrappedDataKey),
      ...(only === undefined ? {} : { classes: await this.inputClasses(document, only) }),
      ...(plan === undefined ? {} : { inheritedSecrets: inheritSecrets(plan, ports.vault) }),
    };
    return this.start({ ...rest, document, triggeredBy: { kind: "USER" }, origin }, reused);
  }

  /** Runs one step class with the given parameters and input; nothing upstream runs. Throws `not_found`. */
  async startStep(request: StepRunRequest): Promise<AcceptedRun> {
    const { file, syncpack, input } = request;
    const { reference } = await this.parts.stepClasses.load(file, syncpack, { read: true });
    const name = toApplicationName(file);
    const pack = syncpack === undefined ? {} : { syncpack };
    const entry: JsonObject = { ...request.parameters, name: file, file, ...pack };
    return this.start({
      name: toStepRunName(file),
      document: { name, app_variables: [], steps: input === undefined ? [entry] : withInputStep(entry) },
      configuration: request.configuration,
      parameters: {},
      logLevel: request.logLevel,
      triggeredBy: { kind: "USER" },
      requestKey: request.requestKey,
      ...(input === undefined ? {} : { origin: await this.pinInput(input.value, reference) }),
    });
  }

  /** Resolves with the ended run. */
  finished(runId: string): Promise<RunRecord> {
    return this.parts.engine.finished(runId);
  }

  /** Stops a run, also one that was left unfinished by a process that is gone. Nothing happens to an ended one. Throws `not_found`. */
  async revoke(runId: string): Promise<RunRecord> {
    const { engine, queries, store, ports } = this.parts;
    const record = queries.get(runId);
    if (record.finishedAt !== undefined) return record;
    try {
      await engine.revoke(record.id);
    } catch (error) {
      if (!isSluiceError(error, "not_found")) throw error;
      await revokeDeadRun(record.id, { store, clock: ports.clock });
    }
    return queries.get(record.id);
  }

  /** Takes up every unfinished run of the folder. Resolves with their ids. */
  resume(): Promise<string[]> {
    return this.parts.engine.recover();
  }

  /** A kept run is never pruned. Throws `not_found`. */
  async keep(runId: string, kept: boolean): Promise<void> {
    await this.parts.ports.pruner.keep(this.parts.queries.get(runId).id, kept);
  }

  /** The queue a run waits for that has no capacity, or undefined. */
  stalledQueue(runId: string): string | undefined {
    return this.parts.engine.stalledRuns().find((stalled) => stalled.runId === runId)?.queue;
  }

  private repeat(runId: string, { isSameKey }: { isSameKey: boolean }): RunRequest {
    const { queries, ports, configurations } = this.parts;
    const record = queries.get(runId);
    const plan = ports.runs.plan(record.id);
    if (isPackRun(plan)) {
      const message = `The run ${record.id} brought a SyncPack into use and is not repeated. Activate or install the SyncPack again.`;
      throw new SluiceError("not_supported", message, { details: { run: record.id } });
    }
    // Pinned data rests under the data key of the run it was made for.
    const needsKey = isSameKey || Object.keys(plan.pins).length > 0;
    return {
      name: record.appName,
      document: plan.document,
      stepIds: plan.stepIds,
      configuration:
        record.configuration === undefined
          ? undefined
          : (configurations.find(record.configuration) ?? plan.configuration),
      parameters: plan.parameters,
      queue: record.queue,
      logLevel: record.logLevel,
      workers: plan.workers,
      triggeredBy: { kind: "USER" },
      origin: {
        replayOf: record.id,
        // Data that is taken over holds what was secret then, also where a value was changed since.
        inheritedSecrets: isSameKey ? inheritSecrets(plan, ports.vault) : plan.inheritedSecrets,
        pins: plan.pins,
        classes: classesOfPins(plan),
        ...(needsKey ? { wrappedDataKey: plan.wrappedDataKey } : {}),
      },
    };
  }

  private async encodePins(pins: Record<string, unknown>, wrappedDataKey: string): Promise<RunPlan["pins"]> {
    const { codec, vault, blobFolder } = this.parts.ports;
    const dataKey = vault.unwrapDataKey(wrappedDataKey);
    const encoded = Object.entries(pins).map(
      async ([name, value]) => [name, await codec.encode(value, { dataKey, blobFolder })] as const,
    );
    return Object.fromEntries(await Promise.all(encoded));
  }

  /** The given input as the output of a step in front, so that the class sees it as in an application. */
  private async pinInput(value: unknown, reference: ClassReference): Promise<NonNullable<RunRequest["origin"]>> {
    const { codec, vault, blobFolder } = this.parts.ports;
    const wrappedDataKey = vault.createDataKey();
    const stored = await codec.encode(value, { dataKey: vault.unwrapDataKey(wrappedDataKey), blobFolder });
    return { wrappedDataKey, pins: { [inputStep]: stored }, classes: toInputClasses(reference) };
  }

  /** What stands for the class of producers whose code does not run; nothing where the class of the step is unknown. */
  private async inputClasses(document: ApplicationDocument, step: string): Promise<RunPlan["classes"]> {
    const { steps } = readApplication(document, () => undefined);
    const { file, syncpack } = steps.find(({ name }) => name === step) ?? { file: "", syncpack: undefined };
    const wanted = { read: true, versions: readPackVersions(document) };
    return toInputClasses((await this.parts.stepClasses.load(file, syncpack, wanted)).reference);
  }
}

/** What is pinned is not taken over. */
function withoutKeys<T>(object: Record<string, T>, keys: object): Record<string, T> {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !Object.hasOwn(keys, key)));
}

function toInputClasses(reference: ClassReference): RunPlan["classes"] {
  return { [classKey(inputStep, undefined)]: { reference, manifest: inputManifest } };
}

/** The pins of producers; those that nothing is known of saved nothing. */
function fillPins(
  { producers }: StandAlone,
  { pins, reused }: { pins: Record<string, unknown>; reused: ReusedSteps | undefined },
): Record<string, unknown> {
  const known = producers.filter((name) => Object.hasOwn(pins, name) || !Object.hasOwn(reused?.steps ?? {}, name));
  return Object.fromEntries(known.map((name) => [name, Object.hasOwn(pins, name) ? pins[name] : undefined]));
}

/** Name and class of the step that stands for the given input of a single step run. */
export const inputStep = "input";

function withInputStep(entry: JsonObject): JsonObject[] {
  return [
    { name: inputStep, file: inputStep },
    { ...entry, data_from: [inputStep] },
  ];
}

/** Only pinned steps keep the class they had: their code does not run. */
function classesOfPins(plan: RunPlan): RunPlan["classes"] {
  const classes: RunPlan["classes"] = {};
  for (const { name, file, syncpack } of readApplication(plan.document, () => undefined).steps) {
    const key = classKey(file, syncpack);
    const found = plan.classes[key];
    if (Object.hasOwn(plan.pins, name) && found !== undefined) classes[key] = found;
  }
  return classes;
}

const inputManifest: RunPlan["classes"][string]["manifest"] = {
  file: inputStep,
  friendlyName: "Input",
  description: "The input given to a single step run. Its code never runs.",
  version: "1.0.0",
  type: "standard",
  parameters: [],
  stepFunctions: [],
  usesPreviousParameters: false,
  hash: "",
};
