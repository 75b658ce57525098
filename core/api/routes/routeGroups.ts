import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { addAboutRoutes } from "./aboutRoutes.ts";
import { addAccountRoutes } from "./accountRoutes.ts";
import { addApplicationRoutes } from "./applicationRoutes.ts";
import { addBackupRoutes } from "./backupRoutes.ts";
import { addCacheRoutes } from "./cacheRoutes.ts";
import { addConfigurationRoutes } from "./configurationRoutes.ts";
import { addDocumentRunRoutes } from "./documentRunRoutes.ts";
import { addDraftRoutes } from "./draftRoutes.ts";
import { addErrorRoutes } from "./errorRoutes.ts";
import { addEventRoutes } from "./eventRoutes.ts";
import { addPublishRoutes } from "./publishRoutes.ts";
import { addQueueRoutes } from "./queueRoutes.ts";
import { addReportRoutes } from "./reportRoutes.ts";
import { addResolveRoutes } from "./resolveRoutes.ts";
import { addRevisionRoutes } from "./revisionRoutes.ts";
import { addRoleRoutes } from "./roleRoutes.ts";
import { addRunDetailRoutes } from "./runDetailRoutes.ts";
import { addRunRequestRoutes } from "./runRequestRoutes.ts";
import { addRunResultRoutes } from "./runResultRoutes.ts";
import { addRunRoutes } from "./runRoutes.ts";
import { addSampleRoutes } from "./sampleRoutes.ts";
import { addScheduleRoutes } from "./scheduleRoutes.ts";
import { addSecretRoutes } from "./secretRoutes.ts";
import { addSessionRoutes } from "./sessionRoutes.ts";
import { addSettingsRoutes } from "./settingsRoutes.ts";
import { addStepClassEditRoutes } from "./stepClassEditRoutes.ts";
import { addStepClassRoutes } from "./stepClassRoutes.ts";
import { addStepDataRoutes } from "./stepDataRoutes.ts";
import { addStepRunRoutes } from "./stepRunRoutes.ts";
import { addSyncPackRoutes } from "./syncPackRoutes.ts";
import { addTaskRoutes } from "./taskRoutes.ts";
import { addTokenRoutes } from "./tokenRoutes.ts";
import { addTransferRoutes } from "./transferRoutes.ts";
import { addTrashRoutes } from "./trashRoutes.ts";
import { addUseRoutes } from "./useRoutes.ts";
import { addUserSettingsRoutes } from "./userSettingsRoutes.ts";
import { addValidationRoutes } from "./validationRoutes.ts";

/** Every group of routes; a new one is named here. */
export const routeGroups: readonly ((api: Api, parts: ApiParts & { readerTimeout: number }) => void)[] = [
  addAboutRoutes,
  addAccountRoutes,
  addApplicationRoutes,
  addBackupRoutes,
  addCacheRoutes,
  addConfigurationRoutes,
  addDocumentRunRoutes,
  addDraftRoutes,
  addErrorRoutes,
  addEventRoutes,
  addPublishRoutes,
  addReportRoutes,
  addResolveRoutes,
  addRevisionRoutes,
  addQueueRoutes,
  addRunDetailRoutes,
  addRunRequestRoutes,
  addRunRoutes,
  addRoleRoutes,
  addSampleRoutes,
  addSecretRoutes,
  addScheduleRoutes,
  addSessionRoutes,
  addTokenRoutes,
  addStepClassEditRoutes,
  addSettingsRoutes,
  addStepClassRoutes,
  addStepDataRoutes,
  addStepRunRoutes,
  addSyncPackRoutes,
  addTaskRoutes,
  addTransferRoutes,
  addTrashRoutes,
  addRunResultRoutes,
  addUseRoutes,
  addUserSettingsRoutes,
  addValidationRoutes,
];
