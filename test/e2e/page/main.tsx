import type { ApplicationDocument } from "../../../core/model/ApplicationDocument.ts";
import { listEntries } from "../../../core/model/readApplication.ts";
import type { StepManifest } from "../../../core/model/StepManifest.ts";
import type { AppPorts } from "../../../renderer/app/AppPorts.ts";
import { mountApp } from "../../../renderer/app/mountApp.tsx";
import { commands } from "../../../renderer/commands/commands.ts";
import type { TransferPort } from "../../../renderer/state/ports/TransferPort.ts";
import { buildEditState } from "../../renderer/support/buildEditState.ts";
import { createMemoryConfigurations } from "../../renderer/support/createMemoryConfigurations.ts";
import { createMemoryTransfer } from "../../renderer/support/createMemoryTransfer.ts";
import { everyKindDocument } from "../../renderer/support/everyKind.ts";
import { inMood, type Mood } from "../../renderer/support/inMood.ts";
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
    versions: MemoryVersions;
    reports: MemoryReports;
    stepData: MemoryStepData;
    classes: MemoryClasses;
    /** How the ports answer that read what panels show. */
    mood: Mood;
    log: MemoryLog;
    transfer: TransferPort;
    ran: string[];
  }
}

window.runs = new MemoryRuns();
window.versions = new MemoryVersions(buildEditState({}));
window.reports = new MemoryReports();
window.stepData = new MemoryStepData();
window.log = new MemoryLog();
window.transfer = createMemoryTransfer();
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

const asked = new URLSearchParams(location.search);
// Only where the address asks for it: most tests are of an application that nobody published.
const isPublished = asked.has("published");
const moods: Record<string, Mood> = { loading: "loading", error: "error" };
window.mood = moods[asked.get("ports") ?? ""];
window.classes = new MemoryClasses(() => fetchJson<StepManifest[]>("/manifests.json"));
const broken = asked.get("broken");
if (broken !== null) window.classes.broken = [{ file: broken, syncpack: undefined, problem: "Line 3: ; expected" }];
const moody = <T extends object>(port: T, keeps: (keyof T)[] = []): T =>
  inMood(port, { mood: () => window.mood, keeps });

const ports: AppPorts = {
  session: async () => ({ name: "tester", role: "administrator" }),
  logIn: async () => ({ name: "tester", role: "administrator" }),
  logOut: async () => undefined,
  listApplications: () => moody({ list: async () => [] }).list(),
  createApplication: async () => "Untitled-1",
  // Without the list of them there would be no panel.
  classes: moody(window.classes, ["list"]),
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
  openRuns: () => moody(window.runs),
  openVersions: () => (isPublished ? moody(window.versions) : undefined),
  transfer: isPublished ? moody(window.transfer) : undefined,
  onRenamed: () => () => undefined,
  onDeleted: () => () => undefined,
  log: moody(window.log),
  reports: moody(window.reports),
  stepData: moody(window.stepData),
  configurations: moody(createMemoryConfigurations()),
  notices: undefined,
  guide: undefined,
  keys: undefined,
  openResolver: () => moody(memoryResolver),
  places: undefined,
  names: moody({
    listConfigurations: async () => [{ name: "lab", friendlyName: "Lab" }],
    listVariables: async () => [
      { name: "host", encrypted: false },
      { name: "token", encrypted: true },
    ],
    listApplications: async () => ["showcase", "nightly"],
    listConnections: async () => [{ name: "erp", kind: "postgresql", friendlyName: "" }],
    listQueues: async () => ["default", "slow"],
  }),
};

const root = document.getElementById("root");
if (root !== null) mountApp(root, ports);
