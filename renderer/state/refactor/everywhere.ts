import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import { readText } from "../../../core/model/readApplication.ts";
import { readPackVersions } from "../../../core/model/readPackVersions.ts";
import { text } from "../../text/texts.ts";
import type { Flow } from "../flow/Flow.ts";
import { readFlow } from "../flow/readFlow.ts";
import type { ClassList, ClassPort } from "../ports/ClassPort.ts";
import type { DraftPort, DraftSnapshot } from "../ports/DraftPort.ts";
import type { KnownApplication } from "../ports/PlacePort.ts";
import type { Count } from "../ports/WorkPort.ts";
import type { CodeChange } from "./createRenameMemory.ts";
import { setText } from "./FlowText.ts";
import { type FoundText, replaceInText } from "./findTexts.ts";

/** An application that is not on screen, as this person would edit it. */
export interface OtherApplication {
  name: string;
  /** What people call it. */
  title: string;
  /** The configuration it is aligned with. */
  configuration: string | undefined;
  flow: Flow;
}

/** The code of one of the user's own step classes. */
export interface OwnCode {
  file: string;
  code: string;
}

export interface Everywhere {
  applications: readonly OtherApplication[];
  classes: readonly OwnCode[];
  /** Names of what could not be read. */
  unread: readonly string[];
}

export interface EverywhereSource {
  applications: readonly KnownApplication[];
  openDraft: (name: string) => DraftPort;
  classes: ClassList;
  port: ClassPort;
  /** Stops the reading, which rejects then. */
  signal?: AbortSignal;
  onProgress?: (far: Count) => void;
}

/** So many requests go on at once. */
const atOnce = 6;

/** Reads all applications and the code of one's own classes. What cannot be read is named and never stops the rest. */
export async function readEverywhere({
  applications,
  openDraft,
  classes,
  port,
  signal,
  onProgress,
}: EverywhereSource): Promise<Everywhere> {
  const own = classes.classes.filter(({ syncpack }) => syncpack === undefined);
  const total = applications.length + own.length;
  const unread: string[] = [];
  let done = 0;
  const readAll = async <T, R>(items: readonly T[], nameOf: (item: T) => string, read: (item: T) => Promise<R>) => {
    const results = new Array<R | undefined>(items.length);
    const queue = [...items.entries()].values();
    const work = async (): Promise<void> => {
      for (const [index, item] of queue) {
        signal?.throwIfAborted();
        try {
          results[index] = await read(item);
        } catch {
          unread.push(nameOf(item));
        }
        done += 1;
        onProgress?.({ done, total });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return results.filter((one) => one !== undefined);
  };
  const found = {
    applications: await readAll(
      applications,
      ({ name }) => name,
      async ({ name, friendlyName }) => {
        const draft = await openDraft(name).load();
        const configuration = readText(draft.state.document, "configuration");
        return { name, title: friendlyName || name, configuration, flow: readDraft(draft, classes) };
      },
    ),
    classes: await readAll(
      own,
      ({ file }) => file,
      async ({ file }) => port.open(file).then(({ code, isOwn }) => ({ file, code, isOwn })),
    ),
    unread,
  };
  // Classes of a folder of files belong to no SyncPack either, and are changed there.
  return { ...found, classes: found.classes.flatMap(({ isOwn, ...one }) => (isOwn ? [one] : [])) };
}

/** Puts one text in the place of another in all that was found; names last, as what else a step says is found by its id. */
export function replaceTexts(found: readonly FoundText[], { from, to }: { from: string; to: string }): EditOperation[] {
  const operations = found.map(({ at }) => setText(at, replaceInText(at.text, { from, to })));
  const isName = ({ op }: EditOperation): number => (op === "renameStep" ? 1 : 0);
  return operations.toSorted((a, b) => isName(a) - isName(b));
}

export interface ElsewhereEdit {
  /** What the gesture is called in the undo menu. */
  label: string;
  createId: () => string;
  classes: ClassList;
  /** What is to be done to the application as it is now. */
  plan: (flow: Flow) => readonly EditOperation[];
}

const mostTries = 5;

/** What came of an edit: the number of the draft after it, or why it was not done; neither where there was nothing to do. */
export interface ElsewhereResult {
  seq?: number;
  reason?: string;
}

/** Edits the draft of an application that is not on screen, as one gesture. */
export async function editElsewhere(draft: DraftPort, edit: ElsewhereEdit): Promise<ElsewhereResult> {
  const { label, createId, classes, plan } = edit;
  for (let tries = 0; ; tries += 1) {
    const snapshot = await draft.load();
    const operations = plan(readDraft(snapshot, classes));
    if (operations.length === 0) return {};
    const reply = await draft.apply(snapshot.seq, { id: createId(), label, operations });
    if (reply.outcome === "applied") return { seq: reply.updates.at(-1)?.seq ?? snapshot.seq };
    if (reply.outcome === "refused") return { reason: reply.reason };
    // Somebody edits it just now: what they did is read first.
    if (tries === mostTries) return { reason: text("find.busy") };
  }
}

/** What a replacement everywhere changed, for taking it back. */
export interface Replacement {
  /** What was put in whose place. */
  from: string;
  to: string;
  /** By what the application on screen is known again (`hashJson`), before and after; absent where it stayed as it was. */
  here?: { before: string; after: string };
  /** Other applications, with the number of their draft after it. */
  applications: readonly { name: string; title: string; seq: number }[];
  classes: readonly CodeChange[];
}

/** Takes the last edit of this window back in a draft where nothing came after it. Resolves with why not; undefined = it is done. */
export async function undoElsewhere(
  draft: DraftPort,
  { seq, id }: { seq: number; id: string },
): Promise<string | undefined> {
  const present = await draft.load();
  if (present.seq !== seq) return text("find.changedSince");
  const reply = await draft.undo(seq, id);
  if (reply.outcome === "applied") return undefined;
  return reply.outcome === "refused" ? reply.reason : text("find.changedSince");
}

function readDraft({ state }: DraftSnapshot, classes: ClassList): Flow {
  const versions = readPackVersions(state.document);
  return readFlow({
    state,
    manifests: (file, syncpack) => classes.manifests(file, syncpack, versions),
  });
}
