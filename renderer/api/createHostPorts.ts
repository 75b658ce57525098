import type { Unsubscribe } from "../../core/base/Emitter.ts";
import type { ApiClient } from "../../core/client/ApiClient.ts";
import type { ApplicationListPort } from "../state/ports/ApplicationListPort.ts";
import type { BenchPort } from "../state/ports/BenchPort.ts";
import type { ClassPort } from "../state/ports/ClassPort.ts";
import type { ComparePort } from "../state/ports/ComparePort.ts";
import type { ConfigurationListPort } from "../state/ports/ConfigurationListPort.ts";
import type { ConfigurationPort } from "../state/ports/ConfigurationPort.ts";
import type { DraftPort } from "../state/ports/DraftPort.ts";
import type { GuidePort } from "../state/ports/GuidePort.ts";
import type { KeyPort } from "../state/ports/KeyPort.ts";
import type { LogPort } from "../state/ports/LogPort.ts";
import type { NamesPort } from "../state/ports/NamesPort.ts";
import type { ReportListPort } from "../state/ports/ReportListPort.ts";
import type { ReportPort } from "../state/ports/ReportPort.ts";
import type { ResolvePort } from "../state/ports/ResolvePort.ts";
import type { RunListPort } from "../state/ports/RunListPort.ts";
import type { RunPort } from "../state/ports/RunPort.ts";
import type { RunWatchPort } from "../state/ports/RunWatchPort.ts";
import type { SchedulePort } from "../state/ports/SchedulePort.ts";
import type { StepDataPort } from "../state/ports/StepDataPort.ts";
import type { SyncPackPort } from "../state/ports/SyncPackPort.ts";
import type { SystemPort } from "../state/ports/SystemPort.ts";
import type { TransferPort } from "../state/ports/TransferPort.ts";
import type { VersionPort } from "../state/ports/VersionPort.ts";
import { createApplicationListPort } from "./createApplicationListPort.ts";
import { createBenchPort } from "./createBenchPort.ts";
import { createClassPort } from "./createClassPort.ts";
import { createComparePort } from "./createComparePort.ts";
import { createConfigurationListPort } from "./createConfigurationListPort.ts";
import { createConfigurationPort } from "./createConfigurationPort.ts";
import { createDraftPort } from "./createDraftPort.ts";
import { createGuidePort } from "./createGuidePort.ts";
import type { HostFeed } from "./createHostFeed.ts";
import { createKeyPort } from "./createKeyPort.ts";
import { createLogPort } from "./createLogPort.ts";
import { createNamesPort } from "./createNamesPort.ts";
import { createReportPort } from "./createReportPort.ts";
import { createResolvePort } from "./createResolvePort.ts";
import { createRunListPort } from "./createRunListPort.ts";
import { createRunPort } from "./createRunPort.ts";
import { createRunWatchPort } from "./createRunWatchPort.ts";
import { createSchedulePort } from "./createSchedulePort.ts";
import { createStepDataPort } from "./createStepDataPort.ts";
import { createSyncPackPort } from "./createSyncPackPort.ts";
import { createSystemPort } from "./createSystemPort.ts";
import { createTransferPort } from "./createTransferPort.ts";
import { createVersionPort } from "./createVersionPort.ts";

/** The host as a window of the editor sees it. */
export interface HostPorts {
  listApplications(): Promise<
    {
      name: string;
      friendlyName: string;
      revision: number;
      hasDraft: boolean;
      steps: number;
      configuration: string;
      updatedAt: number;
    }[]
  >;
  createApplication(): Promise<string>;
  /** Reads and writes step classes. */
  classes: ClassPort;
  openDraft(name: string): DraftPort;
  openRuns(name: string): RunPort;
  openVersions(name: string): VersionPort;
  transfer: TransferPort;
  onRenamed(listener: (from: string, to: string) => void): Unsubscribe;
  onDeleted(listener: (name: string) => void): Unsubscribe;
  log: LogPort;
  reports: ReportPort;
  stepData: StepDataPort;
  names: NamesPort;
  places: {
    applications: ApplicationListPort;
    watch: RunWatchPort;
    runs: RunListPort;
    schedules: SchedulePort;
    configurations: ConfigurationListPort;
    reports: ReportListPort;
    system: SystemPort;
    syncPacks: SyncPackPort;
    bench: BenchPort;
    compare: ComparePort;
  };
  configurations: ConfigurationPort;
  guide: GuidePort;
  keys: KeyPort;
  openResolver(name: string): ResolvePort;
}

/** `window` is the id of this window: each one undoes its own gestures. */
export function createHostPorts(client: ApiClient, { window, feed }: { window: string; feed: HostFeed }): HostPorts {
  const stepData = createStepDataPort(client);
  return {
    async listApplications() {
      const list = await client.call("listApplications");
      return list.map(({ friendly_name, has_draft, updated_at, ...rest }) => ({
        ...rest,
        friendlyName: friendly_name,
        hasDraft: has_draft,
        updatedAt: Date.parse(updated_at),
      }));
    },
    async createApplication() {
      const { application } = await client.call("createApplication", { body: { client: window } });
      return application;
    },
    classes: createClassPort(client, feed),
    openDraft: (name) => createDraftPort(client, { name, window, feed }),
    openRuns: (name) => createRunPort(client, { name, window, feed }),
    transfer: createTransferPort(client, { window, feed }),
    onRenamed: (listener) =>
      feed.subscribe((event) => {
        if (event.type === "application.renamed") listener(event.application, event.name);
      }),
    onDeleted: (listener) =>
      feed.subscribe((event) => {
        if (event.type === "application.deleted") listener(event.application);
      }),
    openVersions: (name) => createVersionPort(client, { name, window }),
    log: createLogPort(client, feed),
    reports: createReportPort(client),
    stepData,
    names: createNamesPort(client),
    places: {
      applications: createApplicationListPort(client, window),
      runs: createRunListPort(client, feed),
      schedules: createSchedulePort(client),
      configurations: createConfigurationListPort(client),
      reports: createReportPort(client),
      system: createSystemPort(client),
      syncPacks: createSyncPackPort(client),
      watch: createRunWatchPort(client, feed),
      bench: createBenchPort(client, feed),
      compare: createComparePort(client, stepData),
    },
    configurations: createConfigurationPort(client),
    guide: createGuidePort(client),
    keys: createKeyPort(client),
    openResolver: (name) => createResolvePort(client, name),
  };
}
