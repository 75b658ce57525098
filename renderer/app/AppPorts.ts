import type { Unsubscribe } from "../../core/base/Emitter.ts";
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
import type { NoticePort } from "../state/ports/NoticePort.ts";
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

/** An application in the list. */
export interface ApplicationItem {
  name: string;
  friendlyName: string;
  /** Number of the published revision; 0 = only a draft so far. */
  revision: number;
  hasDraft: boolean;
  steps: number;
  /** The configuration it is aligned with; empty = none. */
  configuration: string;
  /** ms since the epoch. */
  updatedAt: number;
}

/** Who works in the window. */
export interface Account {
  name: string;
  role: string;
}

/** What the places beside the editor show. */
export interface PlacePorts {
  applications: ApplicationListPort;
  runs: RunListPort;
  schedules: SchedulePort;
  configurations: ConfigurationListPort;
  reports: ReportListPort;
  system: SystemPort;
  syncPacks: SyncPackPort;
  /** Runs step classes alone. */
  bench: BenchPort;
  /** Runs of no application. */
  watch: RunWatchPort;
  /** Two runs side by side. */
  compare: ComparePort;
}

/** The host as the editor sees it. Every call rejects with a sentence when it fails. */
export interface AppPorts {
  /** Rejects with a SluiceError `not_authenticated` when nobody is logged in. */
  session(): Promise<Account>;
  logIn(given: { user: string; password: string; code?: string }): Promise<Account>;
  logOut(): Promise<void>;
  listApplications(): Promise<readonly ApplicationItem[]>;
  /** A blank application as a draft. Resolves with its name. */
  createApplication(): Promise<string>;
  /** Reads and writes step classes. */
  classes: ClassPort;
  /** The draft of an application, by name. */
  openDraft(name: string): DraftPort;
  /** The runs of what is on screen; undefined = not available. */
  openRuns(name: string): RunPort | undefined;
  /** Publishing and what was published; undefined = not available. */
  openVersions(name: string): VersionPort | undefined;
  /** Calls back when an application that was never published got another name. */
  onRenamed(listener: (from: string, to: string) => void): Unsubscribe;
  /** Calls back when an application was deleted, in any window. */
  onDeleted(listener: (name: string) => void): Unsubscribe;
  /** Imports and archives; undefined = not available. */
  transfer: TransferPort | undefined;
  /** What runs logged. */
  log: LogPort;
  /** What runs reported. */
  reports: ReportPort;
  /** What steps saved in runs. */
  stepData: StepDataPort;
  /** Tells of failed runs; undefined = not available. */
  notices: NoticePort | undefined;
  /** The keys that a user gave to commands; undefined = only the browser keeps them. */
  keys: KeyPort | undefined;
  /** The guided first flow; undefined = not available. */
  guide: GuidePort | undefined;
  /** What fields choose from; undefined = not available. */
  names: NamesPort | undefined;
  /** What the places beside the editor show; undefined = there is only the editor. */
  places: PlacePorts | undefined;
  /** undefined = not available. */
  configurations: ConfigurationPort | undefined;
  /** What expressions of an application would be; undefined = not available. */
  openResolver(name: string): ResolvePort | undefined;
}
