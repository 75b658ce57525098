import type { RunStore } from "../engine/ports/RunStore.ts";
import type { SessionRepository, TokenRepository, UserRepository } from "../service/ports/accessRepositories.ts";
import type { ConnectionTokenRepository } from "../service/ports/ConnectionTokenRepository.ts";
import type { DraftRepository } from "../service/ports/DraftRepository.ts";
import type { FactsReader } from "../service/ports/FactsReader.ts";
import type { RequestKeyRepository } from "../service/ports/RequestKeyRepository.ts";
import type { RunHistory } from "../service/ports/RunHistory.ts";
import type {
  ApplicationRepository,
  CacheRepository,
  Compactor,
  ConfigurationRepository,
  ReportRepository,
  RunPruner,
  RunReader,
  SecretRepository,
  SettingRepository,
  StepClassDraftRepository,
  StepClassRepository,
} from "../service/ports/repositories.ts";
import type { SampleReader } from "../service/ports/SampleReader.ts";
import type { ScheduleRepository } from "../service/ports/ScheduleRepository.ts";
import type { SyncPackRepository } from "../service/ports/SyncPackRepository.ts";
import type { TrashRepository } from "../service/ports/TrashRepository.ts";
import type { UserSettingRepository } from "../service/ports/UserSettingRepository.ts";
import type { Vault } from "../service/ports/Vault.ts";
import type { WorkerJournal } from "./createWorkerJournal.ts";
import type { DataFolder } from "./dataFolder.ts";

/** An open data folder. Reads are synchronous and see what is committed; writes resolve when they are on disk. */
export interface Store {
  folder: DataFolder;
  mode: "owner" | "reader";
  runs: RunStore;
  reader: RunReader;
  pruner: RunPruner;
  compactor: Compactor;
  applications: ApplicationRepository;
  drafts: DraftRepository;
  configurations: ConfigurationRepository;
  secrets: SecretRepository;
  connectionTokens: ConnectionTokenRepository;
  schedules: ScheduleRepository;
  stepClasses: StepClassRepository;
  stepClassDrafts: StepClassDraftRepository;
  syncPacks: SyncPackRepository;
  reports: ReportRepository;
  settings: SettingRepository;
  facts: FactsReader;
  cache: CacheRepository;
  tokens: TokenRepository;
  users: UserRepository;
  sessions: SessionRepository;
  requestKeys: RequestKeyRepository;
  trash: TrashRepository;
  userSettings: UserSettingRepository;
  samples: SampleReader;
  workers: WorkerJournal;
  history: RunHistory;
  vault: Vault;
  /** What is wrong with the database; empty = nothing. Reads all of it. */
  integrityCheck(): string[];
  /** Gives back what reading keeps in memory. */
  shrink(): void;
  /** Gives room of the process that nobody uses back to the system. */
  trim(): void;
  /** Moves the write-ahead log into the database. */
  checkpoint(): Promise<void>;
  /** Waits for what is being written, then gives the folder free. */
  close(): Promise<void>;
}
