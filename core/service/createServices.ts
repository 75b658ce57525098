import { Emitter } from "../base/Emitter.ts";
import type { Engine } from "../engine/Engine.ts";
import type { Secrets } from "../engine/ports/EnginePorts.ts";
import type { RunStore } from "../engine/ports/RunStore.ts";
import { type AccessServices, createAccess } from "./access/createAccess.ts";
import { TokenService } from "./access/TokenService.ts";
import { withAccessEvents } from "./access/withAccessEvents.ts";
import { AlignmentService } from "./applications/AlignmentService.ts";
import { ApplicationChecker } from "./applications/ApplicationChecker.ts";
import { ApplicationService } from "./applications/ApplicationService.ts";
import { ConfigurationService } from "./configurations/ConfigurationService.ts";
import { ConnectionService } from "./connections/ConnectionService.ts";
import { StepDataService } from "./data/StepDataService.ts";
import { DraftService } from "./drafts/DraftService.ts";
import { PublishService } from "./drafts/PublishService.ts";
import { DocumentEvents } from "./events/DocumentEvents.ts";
import { withDocumentEvents } from "./events/withDocumentEvents.ts";
import { AccessTokenService } from "./oauth/AccessTokenService.ts";
import { SignInService } from "./oauth/SignInService.ts";
import { TokenStore } from "./oauth/TokenStore.ts";
import type { SampleReader } from "./ports/SampleReader.ts";
import { ReportService } from "./reports/ReportService.ts";
import { ResolveService } from "./resolve/ResolveService.ts";
import { RequestKeyService } from "./runs/RequestKeyService.ts";
import { RunPlanner } from "./runs/RunPlanner.ts";
import { RunQueries } from "./runs/RunQueries.ts";
import { RunService } from "./runs/RunService.ts";
import type { ServicePorts } from "./ServicePorts.ts";
import { ScheduleService } from "./schedules/ScheduleService.ts";
import { createSecrets } from "./secrets/createSecrets.ts";
import { EnvironmentService } from "./secrets/EnvironmentService.ts";
import { ReferenceResolver } from "./secrets/ReferenceResolver.ts";
import { SecretService } from "./secrets/SecretService.ts";
import { QueueService } from "./settings/QueueService.ts";
import { SettingsService } from "./settings/SettingsService.ts";
import { UserSettingsService } from "./settings/UserSettingsService.ts";
import { StepClassEditor } from "./stepClasses/StepClassEditor.ts";
import { StepClassService } from "./stepClasses/StepClassService.ts";
import { PackRunService } from "./syncPacks/PackRunService.ts";
import type { PackSteps } from "./syncPacks/PackSteps.ts";
import { PackUpgradeService } from "./syncPacks/PackUpgradeService.ts";
import { SyncPackService } from "./syncPacks/SyncPackService.ts";
import { withReadOnlyPacks } from "./syncPacks/withReadOnlyPacks.ts";
import { ExportService } from "./transfer/ExportService.ts";
import { ImportService } from "./transfer/ImportService.ts";
import { TrashService } from "./trash/TrashService.ts";
import { UseService } from "./uses/UseService.ts";

/** The use-cases that need no engine: all of them for a reader of a data folder. */
export interface Services {
  applications: ApplicationService;
  checker: ApplicationChecker;
  drafts: DraftService;
  publishing: PublishService;
  /** What happens to documents. */
  events: DocumentEvents;
  alignments: AlignmentService;
  configurations: ConfigurationService;
  /** Configurations that say how a step reaches another system. */
  connections: ConnectionService;
  /** What OAuth 2.0 servers give for connections. */
  accessTokens: AccessTokenService;
  /** People who sign in for connections. */
  signIns: SignInService;
  stepClasses: StepClassService;
  classEditor: StepClassEditor;
  syncPacks: SyncPackService;
  /** Moves applications to another version of a pack. */
  packUpgrades: PackUpgradeService;
  trash: TrashService;
  schedules: ScheduleService;
  uses: UseService;
  exports: ExportService;
  imports: ImportService;
  queries: RunQueries;
  /** What the parameters of a draft would be. */
  resolver: ResolveService;
  queues: QueueService;
  settings: SettingsService;
  userSettings: UserSettingsService;
  stepData: StepDataService;
  /** The last successful output of each step. */
  samples: SampleReader;
  reports: ReportService;
  secrets: Secrets;
  /** Secrets that configurations share. */
  sharedSecrets: SecretService;
  /** Environment variables that configurations may name. */
  environment: EnvironmentService;
  tokens: TokenService;
  /** Requests that start a run once. */
  requestKeys: RequestKeyService;
  /** Users, and how they log in. */
  access: AccessServices;
  /** Tells that somebody may do less or nothing any more. */
  accessChanges: Emitter<void>;
  /** Plans runs; also the engine's port for child runs. */
  planner: RunPlanner;
}

export function createServices(given: ServicePorts): Services {
  const events = new DocumentEvents((error) => given.onBug(error));
  const accessChanges = new Emitter<void>((error) => given.onBug(error));
  // A pack changes what it brought; nobody else does.
  const packPorts = withAccessEvents(withDocumentEvents(given, events), accessChanges);
  const ports = withReadOnlyPacks(packPorts);
  const configurations = new ConfigurationService(ports);
  const stepClasses = new StepClassService(ports);
  const references = new ReferenceResolver(ports);
  const tokens = new TokenStore(ports);
  const accessTokens = new AccessTokenService(ports, tokens);
  const connections = new ConnectionService({ ports, references, stepClasses, accessTokens, tokens });
  const secrets = createSecrets({ ...ports, tokens });
  const checker = new ApplicationChecker(ports, { stepClasses, references });

  const drafts = new DraftService({ ports, checker, stepClasses, events });
  const applications = new ApplicationService(ports, { checker, drafts });
  const schedules = new ScheduleService({ ports, applications, configurations });
  const classEditor = new StepClassEditor(ports, stepClasses);
  const uses = new UseService(ports, stepClasses);
  const queries = new RunQueries(ports, secrets);
  const syncPacks = new SyncPackService({ ports: packPorts, configurations, schedules, uses });
  return {
    applications,
    checker,
    drafts,
    publishing: new PublishService({ drafts, checker, stepClasses, classEditor, uses }),
    events,
    alignments: new AlignmentService({ ports, applications, configurations, checker, drafts, stepClasses }),
    configurations,
    connections,
    accessTokens,
    signIns: new SignInService({ ports, connections, accessTokens }),
    stepClasses,
    classEditor,
    syncPacks,
    packUpgrades: new PackUpgradeService({ ports, syncPacks, checker }),
    trash: new TrashService(ports),
    schedules,
    uses,
    exports: new ExportService({ ports, applications, configurations, stepClasses }),
    imports: new ImportService({ ports, secrets, applications, configurations, stepClasses, schedules }),
    queries,
    resolver: new ResolveService({ ports, drafts, stepClasses, connections, queries }),
    queues: new QueueService(ports),
    settings: new SettingsService(ports),
    userSettings: new UserSettingsService(ports),
    stepData: new StepDataService(ports, secrets),
    samples: ports.samples,
    reports: new ReportService(ports),
    secrets,
    sharedSecrets: new SecretService(ports),
    environment: new EnvironmentService(ports),
    tokens: new TokenService(ports),
    requestKeys: new RequestKeyService(ports),
    access: createAccess(ports),
    accessChanges,
    planner: new RunPlanner({ ports, applications, checker, references, configurations, connections, stepClasses }),
  };
}

/** The use-cases that start and stop runs. */
export interface RunServices {
  runs: RunService;
  /** Brings SyncPacks into use. */
  packRuns: PackRunService;
}

export function createRunServices(
  services: Services,
  { packSteps, ...rest }: { ports: ServicePorts; engine: Engine; store: RunStore; packSteps: PackSteps },
): RunServices {
  return {
    runs: new RunService({ ...services, ...rest }),
    packRuns: new PackRunService({ ...services, ...rest, steps: packSteps }),
  };
}
