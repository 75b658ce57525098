import type { JsonObject } from "../../../core/base/json.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";
import { toAddress } from "../../../renderer/app/addresses.ts";
import { createWorkbench } from "../../../renderer/app/createWorkbench.ts";
import { layoutFlow } from "../../../renderer/canvas/layout/layoutFlow.ts";
import { createDragGesture } from "../../../renderer/canvas/pointer/createDragGesture.ts";
import type { CommandId } from "../../../renderer/commands/Command.ts";
import { getCommand, runCommand } from "../../../renderer/commands/commands.ts";
import type { Workbench } from "../../../renderer/commands/Workbench.ts";
import { createSnapshotPort } from "../../../renderer/state/document/createSnapshotPort.ts";
import { addStep } from "../../../renderer/state/edits/addStep.ts";
import { connectOperation } from "../../../renderer/state/edits/edges.ts";
import type { FlowEdge } from "../../../renderer/state/flow/Flow.ts";
import { type ConnectRefusal, findConnectRefusal, type Wire } from "../../../renderer/state/flow/findConnectRefusal.ts";
import { readFlow } from "../../../renderer/state/flow/readFlow.ts";
import type { CanvasPort, Point, Rect, Viewport } from "../../../renderer/state/ports/CanvasPort.ts";
import type { ClassList } from "../../../renderer/state/ports/ClassPort.ts";
import { createSafeStorage } from "../../../renderer/state/session/createSafeStorage.ts";
import type { Selection } from "../../../renderer/state/session/SessionState.ts";
import { FakeClock } from "../../support/FakeClock.ts";
import { buildManifest, lookupOf } from "./buildManifest.ts";
import { MemoryClasses } from "./MemoryClasses.ts";
import { MemoryDraft } from "./MemoryDraft.ts";
import { MemoryLog } from "./MemoryLog.ts";
import { MemoryReports } from "./MemoryReports.ts";
import { MemoryRuns } from "./MemoryRuns.ts";
import { MemoryStepData } from "./MemoryStepData.ts";
import { MemoryStorage } from "./MemoryStorage.ts";
import { MemoryVersions } from "./MemoryVersions.ts";

/** A canvas that notes what it was asked. */
class NotedCanvas implements CanvasPort {
  readonly calls: string[] = [];
  middle: Point = { x: 400, y: 300 };
  fit(): void {
    this.calls.push("fit");
  }
  show({ x, y, width, height }: Rect): void {
    this.calls.push(`show ${x} ${y} ${width} ${height}`);
  }
  look({ zoom }: Viewport): void {
    this.calls.push(`look ${zoom}`);
  }
  reveal({ x, y }: Rect): void {
    this.calls.push(`reveal ${x} ${y}`);
  }
  goTo({ x, y }: Rect): void {
    this.calls.push(`go to ${x} ${y}`);
  }
  zoomBy(factor: number): void {
    this.calls.push(`zoomBy ${factor}`);
  }
  zoomTo(zoom: number): void {
    this.calls.push(`zoomTo ${zoom}`);
  }
  centre(): Point {
    return this.middle;
  }
  focus(): void {
    this.calls.push("focus");
  }
}

interface BenchOptions {
  /** The document is shown as that one, read only. */
  revision?: number;
  /** No host keeps revisions, other applications and notices. */
  isAlone?: boolean;
  /** The classes there are; default: Log and Choice. */
  classList?: ClassList;
  /** Another window of the same browser on the same draft. */
  beside?: Bench;
  /** The same window once it was loaded anew. */
  reloaded?: Bench;
}

/** The real stores and commands with verbs, so that a test reads like what a person does. No browser is needed. */
export class Bench {
  readonly draft: MemoryDraft;
  readonly runs = new MemoryRuns();
  readonly versions: MemoryVersions;
  /** Where the window was sent. */
  readonly visits: string[] = [];
  /** Applications that are open. */
  tabs = ["app"];
  /** Files the person got: name and text. */
  readonly files: [string, string][] = [];
  /** Other applications. */
  readonly applications: JsonObject[] = [];
  readonly stepData = new MemoryStepData();
  readonly classes: MemoryClasses;
  readonly storage: MemoryStorage;
  /** What a window remembers over a reload. */
  readonly windowStorage: MemoryStorage;
  readonly canvas = new NotedCanvas();
  readonly notices: string[] = [];
  /** Commands that were possible when they were run. */
  readonly ran = new Set<CommandId>();
  readonly workbench: Workbench;
  themes = 0;
  areToldFailures = true;
  clipboard = "";
  clipboardIsClosed = false;
  readonly dispose: () => void;
  private ids = 0;
  private frames: (() => void)[] = [];

  private constructor(
    draft: MemoryDraft,
    { revision, isAlone = false, classList, reloaded, beside = reloaded }: BenchOptions,
  ) {
    this.draft = draft;
    this.classes = beside?.classes ?? new MemoryClasses();
    this.storage = beside?.storage ?? new MemoryStorage();
    this.windowStorage = reloaded?.windowStorage ?? new MemoryStorage();
    this.versions = new MemoryVersions(draft.state);
    this.classes.listUses = (file) => {
      const steps = readFlow({ state: draft.state, manifests: () => undefined }).steps;
      return steps.some((step) => step.file === file && step.syncpack === undefined) ? ["app"] : [];
    };
    const log = buildManifest({ file: "Log", friendlyName: "Log" });
    const choice = buildManifest({ file: "Choice", outputs: [{ name: "yes" }, { name: "no" }] });
    const { workbench, dispose } = createWorkbench({
      name: "app",
      readOnly: revision === undefined ? undefined : { kind: "revision", revision },
      draft: revision === undefined ? draft.attach() : createSnapshotPort(async () => draft.state, revision),
      openDraft: undefined,
      versions: isAlone ? undefined : this.versions,
      transfer: isAlone
        ? undefined
        : {
            import: async () => [],
            fill: async () => undefined,
            addApplication: async (document) => {
              if (this.applications.some(({ name }) => name === document.name)) return "taken";
              this.applications.push(document);
              return "published";
            },
            readApplication: async (name) => this.applications.find((one) => one.name === name) ?? {},
            exportArchive: async (name) => new TextEncoder().encode(`archive of ${name}`),
          },
      saveFile: ({ name, content }) => {
        const text = typeof content === "string" ? content : new TextDecoder().decode(content);
        this.files.push([name, text]);
      },
      places: {
        open: (name, to) => this.visits.push(toAddress({ name, ...to })),
        list: async () => [{ name: "app", friendlyName: "App" }],
        listPlaces: () => [],
        listNamed: async () => [{ kind: "application", name: "app", label: "App", address: "/applications/app" }],
        go: (address) => this.visits.push(address),
        listOpen: () => this.tabs,
        close: (names) => this.visits.push(`close ${names.join(", ")}`),
        chooseImport: () => this.visits.push("import"),
        linkTo: (name, to) => `http://host${toAddress({ name, ...to })}`,
      },
      runs: this.runs,
      log: new MemoryLog(),
      reports: new MemoryReports(),
      stepData: this.stepData,
      notices: isAlone
        ? undefined
        : {
            toggle: async () => {
              this.areToldFailures = !this.areToldFailures;
              return this.areToldFailures ? "on" : "off";
            },
            watch: () => ({ look: () => undefined, stop: () => undefined }),
          },
      keys: undefined,
      names: undefined,
      configurations: undefined,
      resolver: undefined,
      classPort: this.classes,
      classList: classList ?? {
        packNames: new Map(),
        findKeptProblem: () => undefined,
        versionOf: () => undefined,
        classes: [log, choice],
        broken: [],
        manifests: lookupOf(log, choice),
      },
      user: "tester",
      storage: createSafeStorage(() => this.storage),
      windowStorage: createSafeStorage(() => this.windowStorage),
      layout: { arrange: async (graph) => layoutFlow(graph) },
      clipboard: {
        read: async () => this.openClipboard().clipboard,
        write: async (text) => {
          this.openClipboard().clipboard = text;
        },
      },
      clock: new FakeClock(),
      createId: () => {
        this.ids += 1;
        return `new-${this.ids}`;
      },
      requestFrame: (run) => this.frames.push(run),
      notify: (message) => this.notices.push(message),
      doWork: (_title, work) => work({ signal: new AbortController().signal, tell: () => undefined }),
      switchTheme: () => {
        this.themes += 1;
      },
    });
    workbench.canvas.attach(this.canvas);
    this.workbench = workbench;
    this.dispose = dispose;
  }

  static async open(state: EditState, options: BenchOptions = {}): Promise<Bench> {
    const bench = new Bench((options.beside ?? options.reloaded)?.draft ?? new MemoryDraft(state), options);
    await bench.workbench.document.load();
    return bench;
  }

  /** Runs a command as a menu does and waits for what it does. False: it was refused. */
  async run(id: CommandId): Promise<boolean> {
    const ran = runCommand(this.workbench, getCommand(id));
    if (ran) this.ran.add(id);
    await this.settle();
    return ran;
  }

  /** Why a command cannot be done now. */
  refusal(id: CommandId): string | undefined {
    return getCommand(id).refusal(this.workbench);
  }

  select(selection: Partial<Record<keyof Selection, string[]>>): void {
    const sets = Object.entries(selection).map(([kind, ids]) => [kind, new Set(ids)]);
    this.workbench.session.select(Object.fromEntries(sets));
  }

  /** Adds a step of a class at a point, or in between on an edge. False: the document does not take it. */
  async addStep(file: string, { at, edge }: { at: Point; edge?: FlowEdge | undefined }): Promise<boolean> {
    const { document, classes, createId } = this.workbench;
    const manifest = classes.store.getState().classes.find((one) => one.file === file);
    if (manifest === undefined) throw new Error(`There is no class ${file}.`);
    const operations = addStep({ flow: this.flow, manifest, id: createId(), at, edge });
    return this.did(document.perform({ label: `Add ${file}`, operations }).ok);
  }

  /** Draws a wire as the canvas does. The reason why it takes none, else undefined. */
  async connect(wire: Wire): Promise<ConnectRefusal | undefined> {
    const refusal = findConnectRefusal(this.flow, wire);
    if (refusal !== undefined) return refusal;
    const operations = [connectOperation(wire)];
    const { ok } = this.workbench.document.perform({ label: "Connect", operations });
    if (!(await this.did(ok))) throw new Error("The editor lets a wire pass that the model does not take.");
    return undefined;
  }

  /** Takes up a card, `note:ID` or `group:ID` with what is selected beside it, moves it in steps and lets go. */
  async drag(id: string, { x, y }: Point): Promise<void> {
    const gesture = createDragGesture(this.workbench, () => undefined);
    gesture.begin(id);
    for (const part of [0.3, 0.6, 1]) gesture.move(x * part, y * part);
    gesture.end();
    await this.settle();
  }

  /** False: there is nothing to take back. */
  undo(): Promise<boolean> {
    return this.run("edit.undo");
  }

  /** False: there is nothing to do again. */
  redo(): Promise<boolean> {
    return this.run("edit.redo");
  }

  private async did(ok: boolean): Promise<boolean> {
    await this.settle();
    return ok;
  }

  /** Lets what goes on come to its end, and paints. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    await this.workbench.document.settled();
    this.paint();
  }

  paint(): void {
    for (const run of this.frames.splice(0)) run();
  }

  get flow() {
    return this.workbench.document.store.getState().flow;
  }

  get session() {
    return this.workbench.session.store.getState();
  }

  /** Selected steps by name. */
  get selected(): string[] {
    return [...this.session.selection.steps].map((id) => this.flow.byId.get(id)?.name ?? id);
  }

  get names(): string[] {
    return this.flow.steps.map(({ name }) => name);
  }

  /** Edges as `kind from to`, by name. */
  get edges(): string[] {
    const nameOf = (id: string): string => this.flow.byId.get(id)?.name ?? id;
    return this.flow.edges.map(({ kind, from, to }) => `${kind} ${nameOf(from)} ${nameOf(to)}`);
  }

  /** Places of steps by name. */
  get places(): Record<string, Point | undefined> {
    return Object.fromEntries(this.flow.steps.map(({ name, at }) => [name, at]));
  }

  private openClipboard(): this {
    if (this.clipboardIsClosed) throw new Error("NotAllowedError");
    return this;
  }
}
