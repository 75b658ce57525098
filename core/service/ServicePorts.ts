import type { Clock } from "../base/Clock.ts";
import type { Random } from "../base/Random.ts";
import type { SessionRepository, TokenRepository, UserRepository } from "./ports/accessRepositories.ts";
import type { ClassSources, ManifestCache } from "./ports/ClassSources.ts";
import type { ConnectionTokenRepository } from "./ports/ConnectionTokenRepository.ts";
import type { DataCodec } from "./ports/DataCodec.ts";
import type { Digests } from "./ports/Digests.ts";
import type { DraftRepository } from "./ports/DraftRepository.ts";
import type { Environment } from "./ports/Environment.ts";
import type { OAuthClient, SignInDoors } from "./ports/OAuthClient.ts";
import type { OneTimeCodes } from "./ports/OneTimeCodes.ts";
import type { PackArchives, PackEnvironments } from "./ports/PackArchives.ts";
import type { PackSignatures } from "./ports/PackSignatures.ts";
import type { PasswordHasher } from "./ports/PasswordHasher.ts";
import type { RequestKeyRepository } from "./ports/RequestKeyRepository.ts";
import type { RunHistory } from "./ports/RunHistory.ts";
import type {
  ApplicationRepository,
  ConfigurationRepository,
  ReportRepository,
  RunPruner,
  RunReader,
  SecretRepository,
  SettingRepository,
  StepClassDraftRepository,
  StepClassRepository,
} from "./ports/repositories.ts";
import type { SampleReader } from "./ports/SampleReader.ts";
import type { ScheduleRepository } from "./ports/ScheduleRepository.ts";
import type { ManifestReader, StepCompiler } from "./ports/StepClasses.ts";
import type { StepValues } from "./ports/StepValues.ts";
import type { SyncPackRepository } from "./ports/SyncPackRepository.ts";
import type { SyncPackSource } from "./ports/SyncPackSource.ts";
import type { TrashRepository } from "./ports/TrashRepository.ts";
import type { UserSettingRepository } from "./ports/UserSettingRepository.ts";
import type { Vault } from "./ports/Vault.ts";

/** Everything the use-cases need from outside. */
export interface ServicePorts {
  clock: Clock;
  random: Random;
  applications: ApplicationRepository;
  drafts: DraftRepository;
  configurations: ConfigurationRepository;
  secrets: SecretRepository;
  connectionTokens: ConnectionTokenRepository;
  oauth: OAuthClient;
  signInDoors: SignInDoors;
  schedules: ScheduleRepository;
  stepClasses: StepClassRepository;
  stepClassDrafts: StepClassDraftRepository;
  reports: ReportRepository;
  samples: SampleReader;
  settings: SettingRepository;
  tokens: TokenRepository;
  users: UserRepository;
  sessions: SessionRepository;
  runs: RunReader;
  requestKeys: RequestKeyRepository;
  trash: TrashRepository;
  history: RunHistory;
  userSettings: UserSettingRepository;
  pruner: RunPruner;
  vault: Vault;
  digests: Digests;
  passwords: PasswordHasher;
  oneTimeCodes: OneTimeCodes;
  environment: Environment;
  codec: DataCodec;
  compiler: StepCompiler;
  manifests: ManifestReader;
  stepValues: StepValues;
  manifestCache: ManifestCache;
  classSources: ClassSources;
  shippedPacks: SyncPackSource;
  syncPacks: SyncPackRepository;
  packArchives: PackArchives;
  packEnvironments: PackEnvironments;
  packSignatures: PackSignatures;
  /** Reads the classes of packs in workers that may do little. */
  packManifests: ManifestReader;
  /** Of Sluice itself. */
  programVersion: string;
  /** Names of the npm packages that Sluice is made of; step classes may import them. */
  programPackages: readonly string[];
  /** Absolute folder of the blob files. */
  blobFolder: string;
  /** A fault of ours that belongs to no request. */
  onBug(error: unknown): void;
}

/** Author of what a person does on the command line; with accounts it becomes their name. */
export const localUser = "local";
