import type { ApplicationDocument } from "../../../core/model/ApplicationDocument.ts";
import { listEntries } from "../../../core/model/readApplication.ts";
import type { StepManifest } from "../../../core/model/StepManifest.ts";
import type { AppPorts } from "../../../renderer/app/AppPorts.ts";
import { mountApp } from "../../../renderer/app/mountApp.tsx";
import { commands } from "../../../renderer/commands/commands.ts";
import { buildEditState } from "../../renderer/support/buildEditState.ts";
import { createMemoryConfigurations } from "../../renderer/support/createMemoryConfigurations.ts";
import { everyKind, everyKindDocument, manyFields } from "../../renderer/support/everyKind.ts";
import { MemoryClasses } from "../../renderer/support/MemoryClasses.ts";
import { MemoryDraft } from "../../renderer/support/MemoryDraft.ts";
import { MemoryLog } from "../../renderer/support/MemoryLog.ts";
import { MemoryReports } from "../../renderer/support/MemoryReports.ts";
import { MemoryRuns } from "../../renderer/support/MemoryRuns.ts";
import { MemoryStepData } from "../../renderer/support/MemoryStepData.ts";
import { MemoryVersions } from "../../renderer/support/MemoryVersions.ts";
import { memoryResolver } from "../../renderer/support/memoryResolver.ts";

/** What a test finds in the window: the draft and the runs behind the editor, and the ids of the commands that ran. */
declare global {
  interface Window {
    draft: MemoryDraft | undefined;
    runs: MemoryRuns;
    reports: MemoryReports;
    stepData: MemoryStepData;
    log: MemoryLog;
    ran: string[];
  }
}

window.runs = new MemoryRuns();
window.reports = new MemoryReports();
window.stepData = new MemoryStepData();
window.log = new MemoryLog();
window.ran = [];
for (const command of commands) {
  const { id, run } = command;
  Object.assign(command, {
    run(...given: Parameters<typeof run>) {
      window.ran.push(id);
      return run(...given);
    },
  });
}

async function fetchJson<T>(path: string): Promise<T> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
  return (await response.json()) as T;
}

async function loadDraft(name: string): Promise<MemoryDraft> {
  const document =
    name === "form" ? everyKindDocument : await fetchJson<ApplicationDocument>(`/documents/${name}.json`);
  const draft = new MemoryDraft({ document, stepIds: listEntries(document).map((_, index) => `step-${index}`) });
  window.draft = draft;
  return draft;
}

const ports: AppPorts = {
  session: async () => ({ name: "tester", role: "administrator" }),
  logIn: async () => ({ name: "tester", role: "administrator" }),
  logOut: async () => undefined,
  listApplications: async () => [],
  createApplication: async () => "Untitled-1",
  classes: new MemoryClasses(async () => [
    ...(await fetchJson<StepManifest[]>("/manifests.json")),
    everyKind,
    manyFields,
  ]),
  openDraft(name) {
    let port: ReturnType<MemoryDraft["attach"]> | undefined;
    const listeners = new Set<Parameters<ReturnType<MemoryDraft["attach"]>["subscribe"]>[0]>();
    const open = async (): Promise<ReturnType<MemoryDraft["attach"]>> => {
      if (port !== undefined) return port;
      port = (window.draft ?? (await loadDraft(name))).attach();
      port.subscribe((updates, history) => {
        for (const listener of listeners) listener(updates, history);
      });
      return port;
    };
    return {
      load: async () => (await open()).load(),
      apply: async (seq, gesture) => (await open()).apply(seq, gesture),
      undo: async (seq, id) => (await open()).undo(seq, id),
      redo: async (seq, id) => (await open()).redo(seq, id),
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
  },
  openRuns: () => window.runs,
  // Only where the address asks for it: most tests are of an application that nobody published.
  openVersions: () =>
    new URLSearchParams(location.search).has("published") ? new MemoryVersions(buildEditState({})) : undefined,
  transfer: undefined,
  onRenamed: () => () => undefined,
  onDeleted: () => () => undefined,
  log: window.log,
  reports: window.reports,
  stepData: window.stepData,
  configurations: createMemoryConfigurations(),
  notices: undefined,
  guide: undefined,
  openResolver: () => memoryResolver,
  places: undefined,
  names: {
    listConfigurations: async () => [{ name: "lab", friendlyName: "Lab" }],
    listVariables: async () => [
      { name: "host", encrypted: false },
      { name: "token", encrypted: true },
    ],
    listApplications: async () => ["showcase", "nightly"],
    listConnections: async () => [{ name: "erp", kind: "postgresql", friendlyName: "" }],
    listQueues: async () => ["default", "slow"],
  },
};

const root = document.getElementById("root");
if (root !== null) mountApp(root, ports);
