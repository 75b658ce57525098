import { createRunId } from "../../base/ids.ts";
import { type JsonObject, ownValue } from "../../base/json.ts";
import { pause, runsAtOnce } from "../../base/pause.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ChildPlanner, PlannedRun } from "../../engine/ports/EnginePorts.ts";
import type { FiringStart, RequestKey, RunPlan } from "../../engine/ports/RunStore.ts";
import type { ChildRequest } from "../../engine/ports/StepWorkers.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import { toStepRunName } from "../../model/applicationName.ts";
import { toBoolean } from "../../model/baseValues.ts";
import type { ConfigurationDocument } from "../../model/ConfigurationDocument.ts";
import type { Problem } from "../../model/Problem.ts";
import type { TriggeredBy } from "../../model/RunRecord.ts";
import { readText } from "../../model/readApplication.ts";
import { readConfiguration } from "../../model/readConfiguration.ts";
import { readPackVersions } from "../../model/readPackVersions.ts";
import { hasErrors } from "../../model/validation/validateApplication.ts";
import type { ApplicationChecker } from "../applications/ApplicationChecker.ts";
import type { ApplicationService } from "../applications/ApplicationService.ts";
import type { ConfigurationService } from "../configurations/ConfigurationService.ts";
import type { ConnectionService } from "../connections/ConnectionService.ts";
import type { ConnectionUsers } from "../connections/listConnectionUses.ts";
import { invalidDocument } from "../failures.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { inheritSecrets } from "../secrets/createSecrets.ts";
import type { ReferenceResolver } from "../secrets/ReferenceResolver.ts";
import { type LoadedClasses, loadClasses } from "../stepClasses/loadClasses.ts";
import type { StepClassService } from "../stepClasses/StepClassService.ts";
import { DocumentPool } from "./DocumentPool.ts";
import { type AskingStep, bareDocument, findAskingStep, type SingleStep, stepDocument } from "./stepDocument.ts";

/** Deepest chain of runs that trigger runs (semantics, section 8). */
const deepest = 16;

/** All that a person, a schedule or a step chooses about a run. */
export interface RunRequest {
  name: string;
  document: ApplicationDocument;
  /** Of a stored application. */
  stepIds?: Record<string, string>;
  /** Sealed; used instead of the aligned one. */
  configuration?: ConfigurationDocument | undefined;
  /** Run-time parameters; unknown names become variables of the run. */
  parameters: JsonObject;
  queue?: string | undefined;
  logLevel: number;
  workers?: number | undefined;
  triggeredBy: TriggeredBy;
  /** Own step classes that have a draft are used as it is written there. */
  classDrafts?: boolean;
  /** The due time of a schedule that the run answers. */
  firing?: FiringStart;
  /** The request that the run answers. */
  requestKey?: RequestKey | undefined;
  /** How many runs that the same step waits for may go on at once. */
  atOnce?: number | undefined;
  /** What a run takes over from the one it replays, re-runs or is triggered by. */
  origin?: Partial<Pick<RunPlan, "wrappedDataKey" | "inheritedSecrets" | "pins">> & {
    depth?: number;
    replayOf?: string;
    /** Classes that are not looked up: those of pinned steps, whose code does not run. */
    classes?: RunPlan["classes"];
  };
}

/** What is run, without what is given to one run of it. */
type Target = Pick<RunRequest, "name" | "document" | "stepIds" | "configuration" | "classDrafts" | "origin">;

interface Found {
  loaded: LoadedClasses;
  configuration: ConfigurationDocument | undefined;
}

interface Parts {
  ports: Pick<ServicePorts, "clock" | "random" | "vault" | "stepClassDrafts">;
  applications: ApplicationService;
  checker: ApplicationChecker;
  references: ReferenceResolver;
  configurations: ConfigurationService;
  connections: ConnectionService;
  stepClasses: StepClassService;
}

/** Makes runs ready to be accepted: checks everything at once and fixes all that the run will use (semantics, section 8). */
export class RunPlanner implements ChildPlanner {
  private readonly parts: Parts;
  private readonly documents = new DocumentPool();

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Throws `invalid_document` with all problems. The warnings come back. */
  async prepare(request: RunRequest): Promise<PlannedRun & { warnings: Problem[] }> {
    const shared = { ...request, document: this.documents.share(request.document) };
    return this.complete(shared, await this.look(shared));
  }

  /** What a run of a document uses, whatever its parameters. */
  private async look({ document, origin, classDrafts, ...request }: Target): Promise<Found> {
    const { stepClasses, ports } = this.parts;
    const loaded = await loadClasses(document, {
      service: stepClasses,
      given: origin?.classes,
      texts: classDrafts === true ? (file) => ports.stepClassDrafts.find(file) : undefined,
      read: true,
    });
    return { loaded, configuration: request.configuration ?? this.findAligned(document) };
  }

  private async complete(
    request: RunRequest,
    { loaded, configuration }: Found,
  ): Promise<PlannedRun & { warnings: Problem[] }> {
    const { document } = request;
    const { checker, stepClasses } = this.parts;
    const problems = await checker.check({
      document,
      configuration,
      parameters: request.parameters,
      loaded,
      forRun: true,
    });
    if (hasErrors(problems)) throw invalidDocument(request.name, { problems });
    await stepClasses.keep(loaded.classes.values());
    const classes: RunPlan["classes"] = { ...loaded.given };
    for (const [key, { reference, manifest }] of loaded.classes) classes[key] = { reference, manifest };
    const warnings = problems.filter((problem) => problem.severity === "warning");
    const references = this.seal(request, { configuration, manifests: loaded.manifests });
    return { ...this.compose(request, { classes, configuration, references }), warnings };
  }

  /** Implements the engine's port: runs of published applications and of single steps, for a step that triggers them. */
  async plan(...[requests, parent]: Parameters<ChildPlanner["plan"]>): Promise<PlannedRun[]> {
    const { record, plan, stepRunId, stepName, awaited, atOnce } = parent;
    const versions = readPackVersions(plan.document);
    const [first] = requests;
    if (first !== undefined && record.depth >= deepest) {
      throw new SluiceError(
        "wrong_use",
        `Runs trigger runs ${deepest} levels deep; "${first.application}" would be one more.`,
      );
    }
    const origin = {
      depth: record.depth + 1,
      wrappedDataKey: plan.wrappedDataKey,
      inheritedSecrets: inheritSecrets(plan, this.parts.ports.vault),
    };
    const targets = new Map<string, { target: Target; found: Found }>();
    const keep = async (key: unknown, look: () => Promise<{ target: Target; found: Found }>) => {
      const text = JSON.stringify(key);
      const known = targets.get(text) ?? (await look());
      targets.set(text, known);
      return known;
    };
    const asker = findAskingStep(plan, stepName);
    // Their code may do what its pack was allowed; in a class of another owner, or over any connection, it would do more.
    if (asker.isUploaded && requests.some(({ step }) => step !== undefined)) {
      throw new SluiceError(
        "not_allowed",
        "Steps of an uploaded SyncPack run applications, not steps of their choice.",
      );
    }
    const planned: PlannedRun[] = [];
    for (const [index, request] of requests.entries()) {
      if (index % runsAtOnce === runsAtOnce - 1) await pause(this.parts.ports.clock);
      const { application, configuration, step } = request;
      const { target, found, parameters } =
        step === undefined
          ? { ...(await keep([application, configuration], () => this.lookAtStored(request))), ...request }
          : await this.lookAtStep({ ...step, versions }, { parameters: request.parameters, asker, keep });
      const run: RunRequest = {
        ...target,
        parameters,
        queue: request.queue,
        logLevel: record.logLevel,
        workers: plan.workers,
        triggeredBy: { kind: "RUN", runId: record.id, stepRunId, stepName, awaited },
        origin,
        atOnce,
      };
      planned.push(await this.complete(run, found));
    }
    return planned;
  }

  /** A run of one step class. Those with the same code share their document. */
  private async lookAtStep(
    step: SingleStep,
    {
      parameters,
      asker,
      keep,
    }: {
      parameters: JsonObject;
      asker: AskingStep;
      keep(
        key: unknown,
        look: () => Promise<{ target: Target; found: Found }>,
      ): Promise<{ target: Target; found: Found }>;
    },
  ): Promise<{ target: Target; found: Found; parameters: JsonObject }> {
    const name = toStepRunName(step.file);
    const bare = await keep([step], async () => {
      const target = { name, document: bareDocument(step) };
      return { target, found: await this.look(target) };
    });
    const { classes, failures } = bare.found.loaded;
    const [loaded] = classes.values();
    if (loaded === undefined)
      throw [...failures.values()][0] ?? new SluiceError("internal", `${step.file} was not loaded`);
    const { document, code, variables } = stepDocument(step, { manifest: loaded.manifest, parameters, asker });
    const known = await keep([step, Object.keys(variables), code], async () => ({
      target: { name, document },
      found: bare.found,
    }));
    return { ...known, parameters: variables };
  }

  private async lookAtStored({ application, configuration }: ChildRequest): Promise<{ target: Target; found: Found }> {
    const published = this.parts.applications.getPublished(application);
    const document = this.documents.share(published.document);
    const { stepIds } = published;
    const given = configuration === undefined ? undefined : this.parts.configurations.get(configuration);
    const target = { name: application, document, stepIds, configuration: given };
    return { target, found: await this.look(target) };
  }

  private compose(
    request: RunRequest,
    fixed: Pick<RunPlan, "classes" | "configuration"> & { references: RunPlan["references"] | undefined },
  ): PlannedRun {
    const { document, origin = {} } = request;
    const { clock, random, vault } = this.parts.ports;
    return {
      record: {
        id: createRunId({ clock, random }),
        appName: request.name,
        state: "PENDING",
        warning: false,
        queue: request.queue ?? readText(document, "queue") ?? "default",
        configuration: fixed.configuration && readConfiguration(fixed.configuration).name,
        logLevel: request.logLevel,
        triggeredBy: request.triggeredBy,
        depth: origin.depth ?? 0,
        acceptedAt: clock.now(),
        startedAt: undefined,
        finishedAt: undefined,
        kept: false,
        generateReport: toBoolean(ownValue(document, "generate_report")) ?? false,
        ...(origin.replayOf === undefined ? {} : { replayOf: origin.replayOf }),
      },
      plan: {
        document,
        classes: fixed.classes,
        configuration: fixed.configuration,
        ...(fixed.references === undefined ? {} : { references: fixed.references }),
        parameters: request.parameters,
        wrappedDataKey: origin.wrappedDataKey ?? vault.createDataKey(),
        inheritedSecrets: origin.inheritedSecrets ?? [],
        stepIds: request.stepIds ?? {},
        pins: origin.pins ?? {},
        workers: request.workers,
        ...(request.atOnce === undefined ? {} : { atOnce: request.atOnce }),
      },
      ...(request.firing === undefined ? {} : { firing: request.firing }),
      ...(request.requestKey === undefined ? {} : { requestKey: request.requestKey }),
    };
  }

  /** What references and connections stand for now; undefined = there are none. */
  private seal(
    { document, parameters }: RunRequest,
    found: Pick<ConnectionUsers, "configuration" | "manifests">,
  ): RunPlan["references"] {
    const { references, connections } = this.parts;
    const written = found.configuration && references.seal(found.configuration);
    const named = connections.seal({ document, parameters, ...found });
    return written === undefined || named === undefined ? (written ?? named) : { ...written, ...named };
  }

  private findAligned(document: ApplicationDocument): ConfigurationDocument | undefined {
    const name = readText(document, "configuration");
    return name === undefined ? undefined : this.parts.configurations.find(name);
  }
}
