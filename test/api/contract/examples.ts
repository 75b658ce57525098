import { computerIdentity } from "../../../core/service/access/Identity.ts";
import type { World } from "./createWorld.ts";

/** A valid request of one operation, and the status it is answered with. */
export interface Example {
  params?: Record<string, string>;
  query?: string;
  body?: unknown;
  /** The body is an archive of everything, or that of a SyncPack. */
  archive?: "export" | "pack";
  status: number;
  /** The answer does not end by itself: only its refusals are tried here. */
  isEndless?: boolean;
}

const mine = (value: string) => `import { BaseStep } from "sluice";
export default class Mine extends BaseStep {
  async execute() {
    await this.saveDataForNextStep(${value});
  }
}
`;

/** One valid request per operation; they run in this order in one world, so what deletes comes last. */
export const examples: Record<string, (world: World) => Example> = {
  getHealth: () => ({ status: 200 }),
  getReadiness: () => ({ status: 200 }),
  getMetrics: () => ({ status: 200 }),
  getError: () => ({ params: { code: "not_found" }, status: 200 }),
  getAbout: () => ({ status: 200 }),
  getLicense: () => ({ status: 200 }),
  addLicense: () => ({ status: 405 }),
  deleteLicense: () => ({ status: 405 }),

  listSteps: () => ({ status: 200 }),
  getStep: () => ({ params: { name: "Log" }, status: 200 }),
  saveStep: () => ({ body: { name: "Mine", data: mine("1") }, status: 200 }),
  saveStepDraft: () => ({ params: { name: "Mine" }, body: { code: mine("2") }, status: 200 }),
  getStepDraft: () => ({ params: { name: "Mine" }, status: 200 }),
  publishStep: () => ({ params: { name: "Mine" }, body: { code: mine("3"), files: {} }, status: 200 }),
  listStepVersions: () => ({ params: { name: "Mine" }, status: 200 }),
  getStepVersion: ({ host }) => ({
    params: { name: "Mine", hash: host.services.classEditor.findHash("Mine") ?? "none" },
    status: 200,
  }),
  copyStep: () => ({ params: { name: "Log" }, body: { to: "MyLog" }, status: 200 }),
  discardStepDraft: () => ({ params: { name: "Drafted" }, status: 200 }),
  runStep: () => ({ query: "?wait=30", body: { name: "Log", message: "hello" }, status: 200 }),

  listSyncPacks: () => ({ query: "?only_installed=true", status: 200 }),
  uploadSyncPack: () => ({ archive: "pack", status: 201 }),
  getSyncPack: () => ({ params: { name: "base_steps_syncpack" }, status: 200 }),
  getSyncPackFile: () => ({ params: { name: "test_pack" }, query: "?path=meta.json", status: 200 }),
  listSyncPackVersions: () => ({ params: { name: "base_steps_syncpack" }, status: 200 }),
  listSyncPackApplications: () => ({ params: { name: "test_pack" }, status: 200 }),
  upgradeSyncPackApplications: () => ({ params: { name: "base_steps_syncpack" }, body: {}, status: 200 }),
  activateSyncPack: () => ({ params: { name: "test_pack" }, body: { version: "1.0.0" }, status: 200 }),
  installSyncPack: () => ({ params: { name: "test_pack" }, status: 200 }),
  startSyncPackRun: () => ({ params: { name: "test_pack" }, body: { works: ["activate", "install"] }, status: 202 }),
  deleteSyncPack: () => ({ params: { name: "test_pack" }, status: 200 }),

  saveApplication: () => ({
    body: { name: "saved", app_variables: [], steps: [{ name: "a", file: "Log", message: "x" }] },
    status: 200,
  }),
  listApplications: () => ({ status: 200 }),
  getApplication: () => ({ params: { name: "ended" }, status: 200 }),
  getApplicationLogs: () => ({ params: { name: "ended" }, status: 200 }),
  runApplication: () => ({ query: "?wait=30", body: { name: "ended" }, status: 200 }),
  runApplicationByName: () => ({ params: { name: "ended" }, query: "?wait=30", status: 200 }),

  createApplication: () => ({ body: { client: "w" }, status: 201 }),
  getDraft: () => ({ params: { name: "ended" }, query: "?client=w", status: 200 }),
  editDraft: () => ({
    params: { name: "ended" },
    body: {
      client: "w",
      seq: 0,
      gesture: {
        id: "g",
        label: "Describe",
        operations: [{ op: "setApplicationKey", key: "description", value: "d" }],
      },
    },
    status: 200,
  }),
  getDraftUpdates: () => ({ params: { name: "ended" }, query: "?client=w&after=0", status: 200 }),
  resolveValue: ({ endedStep }) => ({
    params: { name: "ended", step_id: endedStep },
    body: { value: "${[0].a} and ${nothing}" },
    status: 200,
  }),
  listOptions: ({ choosingStep }) => ({
    params: { name: "choosing", step_id: choosingStep },
    body: { parameter: "operation_name" },
    status: 200,
  }),
  listDataPaths: ({ endedStep }) => ({ params: { name: "ended", step_id: endedStep }, status: 200 }),
  getDraftProblems: () => ({ params: { name: "ended" }, status: 200 }),
  undoDraft: () => ({ params: { name: "ended" }, body: { client: "w", seq: 1 }, status: 200 }),
  redoDraft: () => ({ params: { name: "ended" }, body: { client: "w", seq: 2 }, status: 200 }),
  mergeDraft: () => ({ params: { name: "ended" }, body: { dry_run: true }, status: 200 }),
  diffVersions: () => ({ params: { name: "ended" }, query: "?from=published&to=draft", status: 200 }),
  previewPublish: () => ({ params: { name: "ended" }, status: 200 }),
  copyApplication: () => ({
    params: { name: "ended" },
    body: { name: "ended-copy", friendly_name: "Copy", client: "w" },
    status: 201,
  }),
  renameDraft: () => ({
    params: { name: "ended-copy" },
    body: { name: "ended-renamed", friendly_name: "Renamed" },
    status: 200,
  }),
  publishDraft: () => ({ params: { name: "ended" }, body: { comment: "c" }, status: 200 }),
  listRevisions: () => ({ params: { name: "ended" }, query: "?limit=5", status: 200 }),
  getRevision: () => ({ params: { name: "ended", revision: "1" }, status: 200 }),
  restoreRevision: () => ({ params: { name: "ended", revision: "1" }, body: { client: "w" }, status: 200 }),
  replaceDraft: () => ({
    params: { name: "ended" },
    body: { name: "ended", app_variables: [], steps: [] },
    status: 200,
  }),
  discardDraft: () => ({ params: { name: "ended" }, body: { client: "w" }, status: 200 }),

  validateApplication: () => ({ body: { document: { app_variables: [], steps: [] } }, status: 200 }),
  startStepRun: () => ({ body: { file: "Log", params: { message: "x" }, input: [1] }, status: 202 }),
  startRun: () => ({
    body: { document: { name: "given", app_variables: [], steps: [{ name: "a", file: "Log", message: "x" }] } },
    status: 202,
  }),
  getTask: ({ endedRun }) => ({ params: { task_id: endedRun }, status: 200 }),
  replayTask: ({ endedRun }) => ({ params: { task_id: endedRun }, status: 202 }),
  getDataFolder: () => ({ status: 200 }),
  getSettings: () => ({ status: 200 }),
  changeSettings: () => ({ body: { result_expires: 3600 }, status: 200 }),
  setOwnSetting: () => ({ params: { key: "keymap" }, body: { save: "ctrl+s" }, status: 200 }),
  listOwnSettings: () => ({ status: 200 }),
  getOwnSetting: () => ({ params: { key: "keymap" }, status: 200 }),
  deleteOwnSetting: () => ({ params: { key: "keymap" }, status: 200 }),
  setQueue: () => ({ params: { queue: "reports" }, body: { capacity: 2 }, status: 200 }),
  getQueue: () => ({ params: { queue: "reports" }, status: 200 }),
  listQueues: () => ({ status: 200 }),
  listWorkers: () => ({ status: 200 }),
  deleteQueue: () => ({ params: { queue: "reports" }, status: 200 }),
  listRuns: () => ({ query: "?state=SUCCESS&limit=2", status: 200 }),
  keepRun: ({ endedRun }) => ({ params: { run_id: endedRun }, status: 200 }),
  releaseRun: ({ endedRun }) => ({ params: { run_id: endedRun }, status: 200 }),
  getRun: ({ endedRun }) => ({ params: { run_id: endedRun }, status: 200 }),
  getRunDocument: ({ endedRun }) => ({ params: { run_id: endedRun }, status: 200 }),
  listChangedClasses: ({ endedRun }) => ({ params: { run_id: endedRun }, status: 200 }),
  listStepRuns: ({ endedRun }) => ({ params: { run_id: endedRun }, status: 200 }),
  listChildRuns: ({ endedRun }) => ({ params: { run_id: endedRun, step: "one" }, status: 200 }),
  listLogLines: ({ endedRun }) => ({ params: { run_id: endedRun }, status: 200 }),
  getRunResult: ({ endedRun }) => ({ params: { run_id: endedRun }, status: 200 }),
  getStepRun: ({ endedRun }) => ({ params: { run_id: endedRun, step: "one" }, status: 200 }),
  getStepOutput: ({ endedRun }) => ({ params: { run_id: endedRun, step: "one" }, status: 200 }),
  getStepData: ({ endedRun }) => ({ params: { run_id: endedRun, step: "one" }, status: 200 }),
  getStepParameters: ({ endedRun }) => ({ params: { run_id: endedRun, step: "one" }, status: 200 }),
  getStepDataSchema: ({ endedRun }) => ({ params: { run_id: endedRun, step: "one" }, status: 200 }),
  getSample: ({ host }) => ({
    params: { step_id: host.services.applications.getPublished("ended").stepIds.one ?? "" },
    status: 200,
  }),
  listSamples: () => ({ query: "?step_id=never-ran", status: 200 }),
  searchStepData: ({ endedRun }) => ({ params: { run_id: endedRun, step: "one" }, query: "?text=a", status: 200 }),
  diffStepData: ({ endedRun }) => ({
    params: { run_id: endedRun, step: "one" },
    query: `?with=${endedRun}`,
    status: 200,
  }),
  downloadStepData: ({ endedRun }) => ({ params: { run_id: endedRun, step: "one" }, status: 200 }),
  downloadLog: ({ endedRun }) => ({ params: { run_id: endedRun }, query: "?format=ndjson", status: 200 }),
  rerunRun: ({ endedRun }) => ({ params: { run_id: endedRun }, body: { from: ["two"] }, status: 202 }),
  retryStepNow: ({ waitingRun }) => ({ params: { run_id: waitingRun, step: "one" }, status: 200 }),
  decideApproval: ({ askingRun }) => ({
    params: { run_id: askingRun, step: "one" },
    body: { approved: true },
    status: 200,
  }),
  listReports: () => ({ query: "?application=ended&limit=1", status: 200 }),
  getReport: ({ endedRun }) => ({ params: { report_id: `report-ended-${endedRun}` }, status: 200 }),
  exportReport: ({ endedRun }) => ({ params: { report_id: endedRun }, query: "?format=csv", status: 200 }),
  deleteReports: () => ({ params: { report_id: "ended" }, status: 200 }),
  streamEvents: () => ({ status: 200, isEndless: true }),

  saveSchedule: () => ({
    body: {
      entry_id: "nightly",
      application_id: "ended",
      schedule: { schedule_type: "crontab", schedule_info: { minute: "30", hour: 2, time_zone: "Europe/Berlin" } },
    },
    status: 200,
  }),
  listSchedules: () => ({ query: "?application_id=ended", status: 200 }),
  listNextTimes: () => ({ params: { entry_id: "kept" }, query: "?count=3", status: 200 }),
  getSchedule: () => ({ params: { entry_id: "kept" }, status: 200 }),
  changeSchedule: () => ({ params: { entry_id: "kept" }, body: { queue: null, missed: "skip" }, status: 200 }),
  disableSchedule: () => ({ params: { entry_id: "kept" }, status: 200 }),
  enableSchedule: () => ({ params: { entry_id: "kept" }, status: 200 }),
  runSchedule: () => ({ params: { entry_id: "kept" }, status: 202 }),
  listFirings: () => ({ params: { entry_id: "kept" }, query: "?limit=10", status: 200 }),
  previewSchedule: () => ({
    body: { schedule: { schedule_type: "once", schedule_info: { at: "2999-01-01T00:00:00Z" } } },
    status: 200,
  }),
  getCalendar: () => {
    const [from, until] = [0, 86_400_000].map((ms) => new Date(Date.now() + ms).toISOString());
    return { query: `?from=${from}&until=${until}`, status: 200 };
  },
  deleteSchedule: () => ({ params: { entry_id: "nightly" }, status: 200 }),
  deleteScheduleById: () => ({ query: "?entry_id=old", status: 200 }),

  listConfigurations: () => ({ status: 200 }),
  getConfiguration: () => ({ params: { name: "prod" }, status: 200 }),
  exportConfiguration: () => ({ params: { name: "prod" }, status: 200 }),
  saveConfiguration: () => ({ body: { name: "test", configuration_data: [] }, status: 200 }),
  changeConfiguration: () => ({
    params: { name: "test" },
    body: { variables: [{ name: "a", value: 1 }] },
    status: 200,
  }),
  listConnections: () => ({ status: 200 }),
  testConnection: () => ({ params: { name: "erp" }, status: 200 }),
  startSignIn: () => ({ params: { name: "crm" }, status: 200 }),
  getSignIn: () => ({ params: { name: "crm" }, status: 200 }),
  cancelSignIn: () => ({ params: { name: "crm" }, status: 200 }),
  listConnectionKinds: () => ({ status: 200 }),
  listSecrets: () => ({ status: 200 }),
  setSecret: () => ({ params: { name: "other" }, body: { value: "swordfish12" }, status: 200 }),
  listEnvironment: () => ({ status: 200 }),
  allowEnvironment: () => ({ body: { names: ["HOME"] }, status: 200 }),
  findUses: () => ({ query: "?kind=step_class&name=Log", status: 200 }),
  alignApplication: () => ({ params: { name: "ended" }, body: { configuration: "prod" }, status: 200 }),
  exportAll: () => ({ status: 200 }),
  exportApplication: () => ({ params: { name: "ended" }, status: 200 }),
  import: () => ({
    query: "?dry_run=true",
    body: { configurations: [{ name: "brought", configuration_data: [] }] },
    status: 200,
  }),
  importFile: () => ({
    body: { kind: "configuration", file_name: "texts.json", text: '{"configuration_data": []}' },
    status: 200,
  }),
  importArchive: () => ({ query: "?dry_run=true", archive: "export", status: 200 }),
  listRoles: () => ({ status: 200 }),
  addOwner: () => ({ body: { owner: "bob", role: "viewer", password: "correct horse battery" }, status: 200 }),
  listOwners: () => ({ status: 200 }),
  getOwner: () => ({ params: { owner: "bob" }, status: 200 }),
  changeOwner: () => ({ params: { owner: "bob" }, body: { role: "operator" }, status: 200 }),
  proposeOwnerFactor: () => ({ params: { owner: "bob" }, status: 200 }),
  confirmOwnerFactor: () => ({ params: { owner: "bob" }, body: { code: "000000" }, status: 400 }),
  deleteOwner: () => ({ params: { owner: "bob" }, status: 200 }),
  createToken: () => ({ body: { name: "ci", role: "operator" }, status: 200 }),
  listTokens: () => ({ status: 200 }),
  revokeToken: () => ({ params: { name: "ci" }, status: 200 }),
  // A token has no account.
  getAccount: () => ({ status: 403 }),
  changeOwnPassword: () => ({ body: { password: "p", new_password: "correct horse battery" }, status: 403 }),
  proposeSecondFactor: () => ({ body: { password: "p" }, status: 403 }),
  confirmSecondFactor: () => ({ body: { code: "123456" }, status: 403 }),
  removeSecondFactor: () => ({ body: { password: "p" }, status: 403 }),
  renewRecoveryCodes: () => ({ body: { password: "p" }, status: 403 }),
  logIn: () => ({ body: { user: "ann", password: "correct horse battery" }, status: 200 }),
  getSession: () => ({ status: 200 }),
  logOut: () => ({ status: 200 }),
  createOpenCode: () => ({ status: 200 }),
  exchangeOpenCode: ({ host }) => ({
    query: `?code=${host.services.access.openCodes.create(computerIdentity).code}`,
    status: 200,
  }),
  deleteOwnerByQuery: () => ({ query: "?owner=ann", status: 200 }),

  createBackup: () => ({ body: {}, status: 200 }),
  getCacheEntry: () => ({ params: { cache_id: "kept" }, status: 200 }),
  deleteCacheEntry: () => ({ params: { cache_id: "kept" }, status: 200 }),
  revokeTask: ({ waitingRun }) => ({ params: { task_id: waitingRun }, status: 200 }),
  terminateTask: ({ waitingRun }) => ({ params: { task_id: waitingRun }, status: 200 }),
  terminateTasks: () => ({ status: 200 }),
  deleteStep: () => ({ params: { name: "Mine" }, status: 200 }),
  deleteSecret: () => ({ params: { name: "other" }, status: 200 }),
  deleteConfiguration: () => ({ params: { name: "test" }, status: 200 }),
  deleteApplication: () => ({ params: { name: "saved" }, status: 200 }),
  listTrash: () => ({ status: 200 }),
  restoreTrash: ({ host }) => ({ params: { trash_id: host.services.trash.list().at(-1)?.id ?? "none" }, status: 200 }),
  purgeTrash: ({ host }) => ({ params: { trash_id: host.services.trash.list()[0]?.id ?? "none" }, status: 200 }),
};
