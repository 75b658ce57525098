import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";

type AddRoutes = (api: Api, parts: ApiParts & { readerTimeout: number }) => void;

/** Every group of routes by its name, loaded when it is served; a new one is named here. */
export const routeGroups = {
  about: async () => (await import("./aboutRoutes.ts")).addAboutRoutes,
  account: async () => (await import("./accountRoutes.ts")).addAccountRoutes,
  application: async () => (await import("./applicationRoutes.ts")).addApplicationRoutes,
  backup: async () => (await import("./backupRoutes.ts")).addBackupRoutes,
  cache: async () => (await import("./cacheRoutes.ts")).addCacheRoutes,
  configuration: async () => (await import("./configurationRoutes.ts")).addConfigurationRoutes,
  connection: async () => (await import("./connectionRoutes.ts")).addConnectionRoutes,
  documentRun: async () => (await import("./documentRunRoutes.ts")).addDocumentRunRoutes,
  draft: async () => (await import("./draftRoutes.ts")).addDraftRoutes,
  error: async () => (await import("./errorRoutes.ts")).addErrorRoutes,
  event: async () => (await import("./eventRoutes.ts")).addEventRoutes,
  publish: async () => (await import("./publishRoutes.ts")).addPublishRoutes,
  report: async () => (await import("./reportRoutes.ts")).addReportRoutes,
  resolve: async () => (await import("./resolveRoutes.ts")).addResolveRoutes,
  revision: async () => (await import("./revisionRoutes.ts")).addRevisionRoutes,
  queue: async () => (await import("./queueRoutes.ts")).addQueueRoutes,
  runDetail: async () => (await import("./runDetailRoutes.ts")).addRunDetailRoutes,
  runRequest: async () => (await import("./runRequestRoutes.ts")).addRunRequestRoutes,
  run: async () => (await import("./runRoutes.ts")).addRunRoutes,
  role: async () => (await import("./roleRoutes.ts")).addRoleRoutes,
  sample: async () => (await import("./sampleRoutes.ts")).addSampleRoutes,
  secret: async () => (await import("./secretRoutes.ts")).addSecretRoutes,
  schedule: async () => (await import("./scheduleRoutes.ts")).addScheduleRoutes,
  session: async () => (await import("./sessionRoutes.ts")).addSessionRoutes,
  token: async () => (await import("./tokenRoutes.ts")).addTokenRoutes,
  stepClassEdit: async () => (await import("./stepClassEditRoutes.ts")).addStepClassEditRoutes,
  settings: async () => (await import("./settingsRoutes.ts")).addSettingsRoutes,
  stepClass: async () => (await import("./stepClassRoutes.ts")).addStepClassRoutes,
  stepData: async () => (await import("./stepDataRoutes.ts")).addStepDataRoutes,
  stepRun: async () => (await import("./stepRunRoutes.ts")).addStepRunRoutes,
  syncPack: async () => (await import("./syncPackRoutes.ts")).addSyncPackRoutes,
  task: async () => (await import("./taskRoutes.ts")).addTaskRoutes,
  transfer: async () => (await import("./transferRoutes.ts")).addTransferRoutes,
  trash: async () => (await import("./trashRoutes.ts")).addTrashRoutes,
  runResult: async () => (await import("./runResultRoutes.ts")).addRunResultRoutes,
  use: async () => (await import("./useRoutes.ts")).addUseRoutes,
  userSettings: async () => (await import("./userSettingsRoutes.ts")).addUserSettingsRoutes,
  validation: async () => (await import("./validationRoutes.ts")).addValidationRoutes,
} satisfies Record<string, () => Promise<AddRoutes>>;

export type RouteGroup = keyof typeof routeGroups;
