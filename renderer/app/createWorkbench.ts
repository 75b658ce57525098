import type { Clock } from "../../core/base/Clock.ts";
import { isJsonEqual } from "../../core/base/json.ts";
import { type PackVersions, readPackVersions } from "../../core/model/readPackVersions.ts";
import type { ManifestLookup } from "../../core/model/StepManifest.ts";
import type { Workbench } from "../commands/Workbench.ts";
import { watchRenames } from "../commands/watchRenames.ts";
import { createClassesStore } from "../state/code/createClassesStore.ts";
import { createCodeDesk } from "../state/code/createCodeDesk.ts";
import { createShelf } from "../state/code/createShelf.ts";
import { createDocumentStore } from "../state/document/createDocumentStore.ts";
import { createProblemStore } from "../state/document/createProblemStore.ts";
import type { ReadOnly } from "../state/document/DocumentState.ts";
import { createKeyStore } from "../state/keys/createKeyStore.ts";
import { createLiveStore, type RequestFrame } from "../state/live/createLiveStore.ts";
import type { ClassList, ClassPort } from "../state/ports/ClassPort.ts";
import type { ClipboardPort } from "../state/ports/ClipboardPort.ts";
import type { ConfigurationPort } from "../state/ports/ConfigurationPort.ts";
import type { DraftPort } from "../state/ports/DraftPort.ts";
import type { KeyPort } from "../state/ports/KeyPort.ts";
import type { LayoutPort } from "../state/ports/LayoutPort.ts";
import type { LogPort } from "../state/ports/LogPort.ts";
import type { NamesPort } from "../state/ports/NamesPort.ts";
import type { NoticePort } from "../state/ports/NoticePort.ts";
import type { PlacePort } from "../state/ports/PlacePort.ts";
import type { ReportPort } from "../state/ports/ReportPort.ts";
import type { ResolvePort } from "../state/ports/ResolvePort.ts";
import type { RunPort } from "../state/ports/RunPort.ts";
import type { StepDataPort } from "../state/ports/StepDataPort.ts";
import type { TransferPort } from "../state/ports/TransferPort.ts";
import type { VersionPort } from "../state/ports/VersionPort.ts";
import { createRenameMemory } from "../state/refactor/createRenameMemory.ts";
import { createCanvasHolder } from "../state/session/createCanvasHolder.ts";
import type { KeyedStorage } from "../state/session/createSafeStorage.ts";
import { createSessionStore } from "../state/session/createSessionStore.ts";
import { createTableHolder } from "../state/session/createTableHolder.ts";
import { createUnfinished } from "../state/session/createUnfinished.ts";
import { createViewMemory } from "../state/session/createViewMemory.ts";
import { keepReplacement } from "../state/session/keepReplacement.ts";
import { keepWorkspace, readWorkspace } from "../state/session/keepWorkspace.ts";
import { createChangeStore } from "../state/watch/createChangeStore.ts";
import { createCustomRun } from "../state/watch/createCustomRun.ts";
import { createRunNews } from "../state/watch/createRunNews.ts";
import { createStaleStore } from "../state/watch/createStaleStore.ts";
import { createTicker } from "../state/watch/createTicker.ts";
import { text } from "../text/texts.ts";

/** What an application on screen needs from outside. */
export interface WorkbenchParts {
  name: string;
  readOnly?: ReadOnly | undefined;
  draft: DraftPort;
  /** The draft of another application; undefined = not available. */
  openDraft: Workbench["openDraft"];
  runs: RunPort | undefined;
  versions: VersionPort | undefined;
  transfer: TransferPort | undefined;
  saveFile: Workbench["saveFile"];
  places: PlacePort;
  /** The run to begin with, by its id. */
  shownRun?: string | undefined;
  log: LogPort;
  reports: ReportPort;
  stepData: StepDataPort;
  notices: NoticePort | undefined;
  names: NamesPort | undefined;
  resolver: ResolvePort | undefined;
  configurations: ConfigurationPort | undefined;
  classPort: ClassPort;
  /** What `classPort` listed. */
  classList: ClassList;
  /** The name of whoever works here. */
  user: string;
  /** Keeps what this browser remembers; never throws. */
  storage: KeyedStorage;
  /** What this window remembers over a reload, and no other window has; never throws. */
  windowStorage: KeyedStorage;
  /** Keeps the keys of the user; undefined = only this browser does. */
  keys: KeyPort | undefined;
  layout: LayoutPort;
  clipboard: ClipboardPort;
  clock: Clock;
  createId: () => string;
  requestFrame: RequestFrame;
  notify: Workbench["notify"];
  doWork: Workbench["doWork"];
  switchTheme: () => void;
}

/** Puts one application on the bench and begins to load it. `dispose` ends all that goes on for it. */
export function createWorkbench(parts: WorkbenchParts): { workbench: Workbench; dispose: () => void } {
  const { name, readOnly, draft, runs, versions, places, classPort, classList, layout, clipboard, clock } = parts;
  const { log, reports, stepData, names, resolver, configurations, transfer, saveFile, createId, notify, switchTheme } =
    parts;
  const classesStore = createClassesStore(classList, () => classPort.list());
  let kept: PackVersions;
  const manifests: ManifestLookup = (file, syncpack) => classesStore.store.getState().manifests(file, syncpack, kept);
  const document = createDocumentStore({
    port: draft,
    manifests,
    clock,
    createId,
    readOnly: readOnly && { why: readOnly, reason: text(`readOnly.refused.${readOnly.kind}`) },
    onNotice: (notice) => notify(text("document.lost", { ...notice }), "error"),
  });
  const problems = createProblemStore({ document, manifests, clock });
  const live = createLiveStore(parts.requestFrame);
  const news = createRunNews({ live, clock });
  const stale = createStaleStore({ live, document, runs, manifests });
  const unsubscribe = runs?.subscribe({ onRun: live.setRun, onSteps: live.push });
  if (parts.shownRun !== undefined) {
    runs
      ?.show(parts.shownRun)
      .catch((error: Error) => notify(text("run.notShown", { reason: error.message }), "error"));
  }
  void document.load();
  const unsubscribeClasses = classesStore.store.subscribe(() => {
    document.reread();
    problems.reread();
  });
  const unsubscribeKept = document.store.subscribe(({ edit }) => {
    const versions = readPackVersions(edit.document);
    if (versions === kept || isJsonEqual(versions ?? {}, kept ?? {})) return;
    kept = versions;
    document.reread();
    problems.reread();
  });
  const unsubscribeSaved = classPort.subscribe(() => {
    // A failed reading is made good by the next one.
    classesStore.reload().catch(() => undefined);
    stale.reread();
  });
  let unsubscribeRenames = (): void => undefined;
  const dispose = (): void => {
    document.dispose();
    problems.dispose();
    news.dispose();
    stale.dispose();
    changes.dispose();
    unsubscribe?.();
    unsubscribeClasses();
    unsubscribeKept();
    unsubscribeSaved();
    unsubscribeRenames();
  };
  const tell = (error: unknown): void => notify(error instanceof Error ? error.message : String(error), "error");
  const canvas = createCanvasHolder();
  // Who looks at an old revision wants to see what became of it.
  const session = createSessionStore({
    ...readWorkspace(parts.storage),
    marksChanges: readOnly?.kind === "revision",
  });
  keepWorkspace(session.store, parts.storage);
  const unfinished = { user: parts.user, application: name, now: () => clock.now() };
  keepReplacement(session.store, createUnfinished({ storage: parts.windowStorage, ...unfinished }));
  const changes = createChangeStore({
    document,
    session,
    versions,
    onError: tell,
  });
  const code = createCodeDesk({ port: classPort, clock });
  const shelf = createShelf(parts.storage);
  const shared = {
    notices: parts.notices,
    names,
    resolver,
    configurations,
    clock,
    ticker: createTicker(clock),
    customRun: createCustomRun(parts.storage, name),
    name,
    versions,
    transfer,
    saveFile,
    places,
    openDraft: parts.openDraft,
    layout,
    clipboard,
    runs,
    log,
    reports,
    stepData,
    code,
    shelf,
    keys: createKeyStore({ storage: parts.storage, port: parts.keys, onError: tell }),
    table: createTableHolder(),
    view: createViewMemory(parts.storage, name),
    renames: createRenameMemory({ storage: parts.storage, user: parts.user, application: name }),
    unfinished: createUnfinished({ storage: parts.storage, ...unfinished }),
    classes: classesStore,
    manifests,
    createId,
    notify,
    doWork: parts.doWork,
    switchTheme,
  };
  const workbench: Workbench = { document, problems, session, live, news, stale, changes, canvas, ...shared };
  unsubscribeRenames = watchRenames(workbench);
  return { workbench, dispose };
}
