import type { RouteGroup } from "./routeGroups.ts";

/** What the commands of the command line ask for, by group: each then loads no other. */
const operations: Partial<Record<RouteGroup, readonly string[]>> = {
  application: ["getApplication", "listApplications"],
  configuration: [
    "changeConfiguration",
    "deleteConfiguration",
    "exportConfiguration",
    "getConfiguration",
    "listConfigurations",
    "saveConfiguration",
  ],
  connection: ["cancelSignIn", "getSignIn", "listConnections", "startSignIn", "testConnection"],
  documentRun: ["startRun", "startStepRun"],
  event: ["streamEvents"],
  queue: ["deleteQueue", "getQueue", "listQueues", "setQueue"],
  report: ["deleteReports", "exportReport", "getReport", "listReports"],
  role: ["addOwner", "changeOwner", "confirmOwnerFactor", "deleteOwner", "listOwners", "proposeOwnerFactor"],
  run: ["listRuns"],
  runDetail: ["getRun", "getRunDocument", "listLogLines", "listStepRuns", "rerunRun"],
  runRequest: ["runApplicationByName"],
  runResult: ["getRunResult", "getStepOutput", "getStepRun"],
  schedule: [
    "changeSchedule",
    "deleteSchedule",
    "getSchedule",
    "listFirings",
    "listNextTimes",
    "listSchedules",
    "previewSchedule",
    "runSchedule",
    "saveSchedule",
  ],
  secret: ["deleteSecret", "listSecrets", "setSecret"],
  session: ["createOpenCode"],
  settings: ["changeSettings", "getSettings"],
  stepClass: ["getStep", "listSteps"],
  syncPack: [
    "activateSyncPack",
    "deleteSyncPack",
    "getSyncPack",
    "installSyncPack",
    "listSyncPackApplications",
    "listSyncPackVersions",
    "listSyncPacks",
    "startSyncPackRun",
    "upgradeSyncPackApplications",
    "uploadSyncPack",
  ],
  task: ["replayTask", "revokeTask"],
  token: ["createToken", "listTokens", "revokeToken"],
  transfer: ["exportAll", "exportApplication", "import", "importArchive", "importFile"],
  trash: ["listTrash", "purgeTrash", "restoreTrash"],
  use: ["findUses"],
  validation: ["validateApplication"],
};

/** The operations whose group is known, by id. */
export const commandGroups: ReadonlyMap<string, RouteGroup> = new Map(
  Object.entries(operations).flatMap(([group, ids]) => ids.map((id) => [id, group as RouteGroup])),
);
