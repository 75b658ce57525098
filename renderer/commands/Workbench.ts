import type { Clock } from "../../core/base/Clock.ts";
import type { ManifestLookup } from "../../core/model/StepManifest.ts";
import type { ClassesStore } from "../state/code/createClassesStore.ts";
import type { CodeDesk } from "../state/code/createCodeDesk.ts";
import type { Shelf } from "../state/code/createShelf.ts";
import type { DocumentStore } from "../state/document/createDocumentStore.ts";
import type { ProblemStore } from "../state/document/createProblemStore.ts";
import type { KeyStore } from "../state/keys/createKeyStore.ts";
import type { LiveStore } from "../state/live/createLiveStore.ts";
import type { ClipboardPort } from "../state/ports/ClipboardPort.ts";
import type { ConfigurationPort } from "../state/ports/ConfigurationPort.ts";
import type { DraftPort } from "../state/ports/DraftPort.ts";
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
import type { DoWork } from "../state/ports/WorkPort.ts";
import type { RenameMemory } from "../state/refactor/createRenameMemory.ts";
import type { CanvasHolder } from "../state/session/createCanvasHolder.ts";
import type { SessionStore } from "../state/session/createSessionStore.ts";
import type { TableHolder } from "../state/session/createTableHolder.ts";
import type { Unfinished } from "../state/session/createUnfinished.ts";
import type { ViewMemory } from "../state/session/createViewMemory.ts";
import type { ChangeStore } from "../state/watch/createChangeStore.ts";
import type { CustomRunMemory } from "../state/watch/createCustomRun.ts";
import type { RunNewsStore } from "../state/watch/createRunNews.ts";
import type { StaleStore } from "../state/watch/createStaleStore.ts";
import type { Ticker } from "../state/watch/createTicker.ts";

/** One application on screen with all that commands and components work with. */
export interface Workbench {
  /** The name of the application, by which others know it. */
  name: string;
  document: DocumentStore;
  /** What is wrong with the document. */
  problems: ProblemStore;
  session: SessionStore;
  live: LiveStore;
  /** What differs from what is published. */
  changes: ChangeStore;
  /** What changed since the shown run. */
  stale: StaleStore;
  /** What happens in the run that goes on. */
  news: RunNewsStore;
  /** The canvas in view; it does nothing while there is none. */
  canvas: CanvasHolder;
  /** The table that had the focus last. */
  table: TableHolder;
  /** Where this application was looked at last. */
  view: ViewMemory;
  layout: LayoutPort;
  clipboard: ClipboardPort;
  /** undefined = runs are not available here. */
  runs: RunPort | undefined;
  /** undefined = publishing and revisions are not available here. */
  versions: VersionPort | undefined;
  /** undefined = imports and archives are not available here. */
  transfer: TransferPort | undefined;
  places: PlacePort;
  /** The draft of another application; undefined = others are not available here. */
  openDraft: ((name: string) => DraftPort) | undefined;
  /** Gives the person a file to keep. */
  saveFile: (file: { name: string; type: string; content: string | Uint8Array }) => void;
  /** What runs logged. */
  log: LogPort;
  /** What runs reported. */
  reports: ReportPort;
  /** What steps saved in runs. */
  stepData: StepDataPort;
  /** Tells of failed runs; undefined = not available here. */
  notices: NoticePort | undefined;
  /** What fields choose from; undefined = not available here. */
  names: NamesPort | undefined;
  /** undefined = expressions are not resolved here. */
  resolver: ResolvePort | undefined;
  /** undefined = configurations are not available here. */
  configurations: ConfigurationPort | undefined;
  /** What was chosen for the last custom run. */
  customRun: CustomRunMemory;
  clock: Clock;
  /** Ticks once a second for what counts time on screen. */
  ticker: Ticker;
  /** The step classes one can add. */
  classes: ClassesStore;
  /** The code of step classes that is open here. */
  code: CodeDesk;
  shelf: Shelf;
  /** What was typed and could not be stored yet. */
  unfinished: Unfinished;
  /** What was renamed with more than the document. */
  renames: RenameMemory;
  /** The keys that this person gave to commands. */
  keys: KeyStore;
  /** Finds the class that a step means. */
  manifests: ManifestLookup;
  createId: () => string;
  /** Shows a sentence at the bottom left. */
  notify: (message: string, kind: "info" | "error") => void;
  doWork: DoWork;
  switchTheme: () => void;
}
