import { createSequence } from "../../base/createSequence.ts";
import { createUuid } from "../../base/ids.ts";
import { isJsonEqual } from "../../base/json.ts";
import { isSluiceError, SluiceError } from "../../base/SluiceError.ts";
import type { DocumentDiff } from "../../model/diff/DocumentDiff.ts";
import type { EditOperation } from "../../model/operations/EditOperation.ts";
import { type EditState, toStepIdList } from "../../model/operations/EditState.ts";
import { withPins } from "../../model/operations/Pins.ts";
import type { ManifestLookup } from "../../model/StepManifest.ts";
import type { DocumentEvents } from "../events/DocumentEvents.ts";
import type { GestureEntry, GestureKind, GestureRecord } from "../ports/DraftRepository.ts";
import type { StoredDocument } from "../ports/repositories.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { applyGesture, joinInverses } from "./applyGesture.ts";
import { applyRevert } from "./applyRevert.ts";
import type { DraftNews, DraftReply, DraftSnapshot, DraftUpdate, Editor, Gesture } from "./Draft.ts";
import { OwnChanges } from "./OwnChanges.ts";
import { UndoStacks } from "./UndoStacks.ts";

export type DraftPorts = Pick<ServicePorts, "applications" | "drafts" | "clock" | "random" | "onBug">;

export interface DraftParts {
  ports: DraftPorts;
  events: DocumentEvents;
  /** What is declared by the classes that a document names. */
  loadManifests(state: EditState): Promise<ManifestLookup>;
}

/** One line to be written, before it has a number. */
interface Line {
  gesture: string;
  client: string;
  kind: GestureKind;
  label: string;
  /** The revision the draft is based on after it; default: as before. */
  base?: number | undefined;
}

/** Lines that a reply carries at most. A client further behind loads the draft again. */
const longestReply = 500;

/**
 * The draft of one application and user, held in memory as it is stored. What is asked of it is done one thing after
 * another, and nothing is changed in memory before it is on disk.
 */
export class LiveDraft {
  readonly name: string;
  readonly user: string;
  readonly inOrder = createSequence();
  state: EditState = { document: { steps: [] }, stepIds: [] };
  seq = 0;
  /** The revision it is based on; 0 = none. */
  base = 0;
  private readonly parts: DraftParts;
  private stacks = new UndoStacks();
  private changes = new OwnChanges();
  /** The last document that the draft was held against, and what it is. */
  private against: { key: unknown; state: EditState } | undefined;
  /** What is published; undefined = nothing yet. */
  private published: { state: EditState; revision: number } | undefined;
  /** Whether there is no draft of its own: it is what is published. */
  private isPublished = false;
  private isLoaded = false;

  constructor(parts: DraftParts, { name, user }: { name: string; user: string }) {
    this.parts = parts;
    this.name = name;
    this.user = user;
  }

  /** Reads what is stored, and follows what was published meanwhile. False: there is no such application or draft. */
  async refresh(): Promise<boolean> {
    const { applications } = this.parts.ports;
    const revision = applications.findRevisionNumber(this.name);
    if (revision === undefined) return false;
    if (!this.isLoaded && !this.load()) return false;
    if ((this.published?.revision ?? 0) !== revision) this.published = this.readPublished();
    const { published } = this;
    // A draft without a change of its person is that of everybody.
    if (published !== undefined && this.base !== published.revision && this.countChanges() === 0) {
      await this.follow(published);
    }
    return true;
  }

  snapshot(client: string): DraftSnapshot {
    const { name: application, seq, state, base } = this;
    return { application, seq, state, base, history: this.history(client), published: this.published?.revision ?? 0 };
  }

  reply(client: string, after: number): DraftNews {
    const records =
      after < this.seq ? this.parts.ports.drafts.readAfter(this.name, this.user, { after, limit: longestReply }) : [];
    const { seq, base, published } = this;
    const about = { base, published: published?.revision ?? 0 };
    return { seq, updates: records.map(toUpdate), history: this.history(client), ...about };
  }

  async apply(
    { client }: Pick<Editor, "client">,
    { seq, gesture }: { seq: number; gesture: Gesture },
  ): Promise<DraftReply> {
    const early = this.answerEarly({ client, seq, gesture: gesture.id });
    if (early !== undefined) return early;
    const line = { gesture: gesture.id, client, label: gesture.label };
    return this.attempt(client, seq, async () => {
      const manifests = await this.parts.loadManifests(this.state);
      const applied = applyGesture(this.state, gesture.operations, manifests);
      const earlier = this.findContinued(client, gesture);
      if (earlier === undefined) await this.write(applied, { ...line, kind: gesture.silent ? "silent" : "edit" });
      else await this.write({ ...applied, inverse: joinInverses(applied.inverse, earlier) }, { ...line, kind: "more" });
    });
  }

  /** The way back of the gesture that another one goes on with; undefined when it is not what would be undone next. */
  private findContinued(client: string, { continues }: Gesture): EditOperation[] | undefined {
    const last = this.stacks.next(client, "undo");
    if (continues === undefined || last === undefined) return undefined;
    const line = this.readLine(last.seq);
    return line?.gesture === continues ? line.inverse : undefined;
  }

  /** Undoes or redoes the last gesture of a client. */
  async revert(
    { client }: Pick<Editor, "client">,
    { seq, kind, gesture }: { seq: number; kind: "undo" | "redo"; gesture?: string | undefined },
  ): Promise<DraftReply> {
    const early = this.answerEarly({ client, seq, gesture });
    if (early !== undefined) return early;
    return this.attempt(client, seq, async () => {
      const item = this.stacks.next(client, kind);
      const record = item === undefined ? undefined : this.readLine(item.seq);
      if (item === undefined || record === undefined) {
        throw new SluiceError("edit_does_not_apply", `There is nothing to ${kind} in this window.`);
      }
      const listSilent = (): GestureRecord[] => this.listSilent(item.first);
      const applied = applyRevert(this.state, { inverse: record.inverse, listSilent });
      const before = this.readLine(item.seq - 1);
      // A merge that is taken back is to be made again when publishing.
      const base = before === undefined || before.revision === record.revision ? undefined : before.revision;
      await this.write(applied, { gesture: gesture ?? this.createId(), client, kind, label: item.label, base });
    });
  }

  /** One gesture that makes it another document, whatever it was. Refused never; resolves with the new number. */
  async replace(
    next: EditState,
    { editor, label, base }: { editor: Editor; label: string; base?: number },
  ): Promise<void> {
    const operations: EditOperation[] = [
      { op: "replaceDocument", document: next.document, stepIds: [...next.stepIds] },
    ];
    // There is nothing before the first document that it could be undone to.
    const kind = this.isLoaded ? "edit" : "silent";
    const line: Line = { gesture: this.createId(), client: editor.client, kind, label, base };
    await this.write(applyGesture(this.state, operations), line);
  }

  /** Stores it under another name, written into the document too. Whoever asks for it must open it by that name then. */
  async rename(name: string, { client, friendlyName }: { client: string; friendlyName: string }): Promise<void> {
    const { operations, inverse, state } = applyGesture(this.state, [
      { op: "setApplicationKey", key: "name", value: name },
      { op: "setApplicationKey", key: "friendly_name", value: friendlyName },
    ]);
    const line = { gesture: this.createId(), client, kind: "silent" as const, label: `Name ${name}` };
    const record = { ...line, seq: this.seq + 1, revision: this.base, operations, inverse };
    const changes = this.countChanges();
    await this.parts.ports.drafts.commit(this.name, { user: this.user, record, state, changes, rename: name });
  }

  /** The line that says that the draft was published; stored together with the revision. */
  publishLine(client: string, { label, revision }: { label: string; revision: number }): GestureRecord {
    const gesture = this.createId();
    return { seq: this.seq + 1, gesture, client, kind: "publish", label, revision, operations: [], inverse: [] };
  }

  /** Takes over that it was published with that line. */
  setPublished(record: GestureRecord, stored: StoredDocument): void {
    this.published = { state: this.state, revision: stored.revision };
    this.isPublished = true;
    this.changes.forgetFound();
    this.take(record, this.state);
  }

  /** The document a revision holds; undefined = no such revision. */
  readRevision(revision: number): EditState | undefined {
    const stored = this.parts.ports.applications.findRevision(this.name, revision);
    return stored && this.toState(stored);
  }

  createId(): string {
    return createUuid(this.parts.ports);
  }

  /** What its person changed since the revision that it is based on, or since it was blank. */
  diff(): DocumentDiff {
    return this.changes.diff(this.getBase(), this.state);
  }

  private countChanges(state = this.state, base = this.base): number {
    if (this.isPublished && state === this.state && base === this.base) return 0;
    return this.changes.count(this.getBase(state, base), state);
  }

  private getBase(state = this.state, base = this.base): EditState {
    if (base === this.published?.revision) return this.published.state;
    const key = base === 0 ? state : base;
    if (this.against?.key !== key) {
      this.against = { key, state: (base === 0 ? undefined : this.readRevision(base)) ?? blankOf(state) };
    }
    return this.against.state;
  }

  private history(client: string): DraftSnapshot["history"] {
    const [undo, redo] = [this.stacks.next(client, "undo")?.label, this.stacks.next(client, "redo")?.label];
    return { undo, redo, changes: this.countChanges() };
  }

  private load(): boolean {
    const { applications, drafts } = this.parts.ports;
    const draft = applications.findDraft(this.name, this.user);
    this.published = this.readPublished();
    const lines = drafts.list(this.name, this.user);
    this.stacks = new UndoStacks();
    this.changes = new OwnChanges();
    for (const line of lines) {
      this.stacks.add(line);
      if (isSilent(line)) this.changes.addFound(this.readLine(line.seq)?.operations ?? []);
      else if (line.kind === "publish" || line.kind === "follow") this.changes.forgetFound();
    }
    this.seq = lines.at(-1)?.seq ?? 0;
    this.isPublished = draft === undefined;
    const pins = drafts.findPins(this.name, this.user);
    if (draft !== undefined) {
      this.state = withPins(this.toState(draft), pins);
      this.base = draft.revision;
    } else if (this.published !== undefined) {
      this.state = withPins(this.published.state, pins);
      this.base = lines.at(-1)?.revision ?? this.published.revision;
    } else return false;
    this.isLoaded = true;
    return true;
  }

  private readPublished(): { state: EditState; revision: number } | undefined {
    const stored = this.parts.ports.applications.findPublished(this.name);
    return stored && { state: this.toState(stored), revision: stored.revision };
  }

  private toState({ document, stepIds, stepIdList }: StoredDocument): EditState {
    return { document, stepIds: stepIdList ?? toStepIdList(document, stepIds, () => this.createId()) };
  }

  private readLine(seq: number): GestureRecord | undefined {
    const { drafts } = this.parts.ports;
    const [line] = drafts.readAfter(this.name, this.user, { after: seq - 1, limit: 1 });
    return line?.seq === seq ? line : undefined;
  }

  /** What was done silently after a line, oldest first. */
  private listSilent(after: number): GestureRecord[] {
    const lines = this.parts.ports.drafts.list(this.name, this.user);
    return lines.flatMap((line) => (isSilent(line) && line.seq > after ? (this.readLine(line.seq) ?? []) : []));
  }

  /** An answer that needs nothing done: it was done before, or others were faster. */
  private answerEarly(request: { client: string; seq: number; gesture: string | undefined }): DraftReply | undefined {
    const { client, seq, gesture } = request;
    const { drafts } = this.parts.ports;
    const isKnown = gesture !== undefined && drafts.findGesture(this.name, this.user, gesture) !== undefined;
    if (isKnown) return { outcome: "applied", ...this.reply(client, seq) };
    return seq === this.seq ? undefined : { outcome: "behind", ...this.reply(client, seq) };
  }

  private async attempt(client: string, seq: number, work: () => Promise<void>): Promise<DraftReply> {
    try {
      await work();
    } catch (error) {
      if (!isSluiceError(error, "edit_does_not_apply")) throw error;
      return { outcome: "refused", reason: error.message, ...this.reply(client, seq) };
    }
    return { outcome: "applied", ...this.reply(client, seq) };
  }

  private async write(
    applied: { state: EditState; operations: EditOperation[]; inverse: EditOperation[] },
    { base = this.base, ...line }: Line,
  ): Promise<void> {
    const { operations, inverse, state } = applied;
    const record = { ...line, seq: this.seq + 1, revision: base, operations, inverse };
    const isPublished =
      this.published !== undefined && base === this.published.revision && isSame(state, this.published.state);
    const stored = isPublished ? undefined : state;
    const pins = state.pins === this.state.pins ? undefined : (state.pins ?? {});
    if (isSilent(line)) this.changes.addFound(operations);
    const changes = isPublished ? 0 : this.countChanges(state, base);
    await this.parts.ports.drafts.commit(this.name, { user: this.user, record, state: stored, changes, pins });
    this.isPublished = isPublished;
    this.take(record, state);
  }

  /** There is nothing of its own in it, so it is what somebody else published. */
  private async follow({ state, revision }: { state: EditState; revision: number }): Promise<void> {
    const operations: EditOperation[] = [
      { op: "replaceDocument", document: state.document, stepIds: [...state.stepIds] },
    ];
    const line = { gesture: this.createId(), client: "", kind: "follow" as const, label: `Revision ${revision}` };
    const record = { ...line, seq: this.seq + 1, revision, operations, inverse: [] };
    // Before the first gesture there is no journal that could have a gap.
    if (this.seq > 0) {
      await this.parts.ports.drafts.commit(this.name, { user: this.user, record, state: undefined, changes: 0 });
    }
    const next = withPins(state, this.state.pins);
    this.base = revision;
    this.isPublished = true;
    this.changes.forgetFound();
    this.state = next;
    if (this.seq > 0) this.take(record, next);
  }

  private take(record: GestureRecord, state: EditState): void {
    const { seq, client, revision }: GestureEntry = record;
    this.state = state;
    this.seq = seq;
    this.base = revision;
    this.stacks.add(record);
    this.parts.events.emit({ type: "draft.changed", application: this.name, user: this.user, seq, client });
  }
}

/** Equal in the order of keys as well: a draft that is given up must be wholly what is published. Pins do not count. */
function isSame(a: EditState, b: EditState): boolean {
  if (a === b) return true;
  if (!isJsonEqual([...a.stepIds], [...b.stepIds]) || !isJsonEqual(a.document, b.document)) return false;
  return JSON.stringify(a.document) === JSON.stringify(b.document);
}

/** What an application is before anything is done to it, under the same names. */
function blankOf({ document }: EditState): EditState {
  const { name, friendly_name } = document;
  const names = { ...(name === undefined ? {} : { name }), ...(friendly_name === undefined ? {} : { friendly_name }) };
  return { document: { ...names, app_variables: [], steps: [] }, stepIds: [] };
}

function isSilent({ kind }: Pick<GestureEntry, "kind">): boolean {
  return kind === "silent" || kind === "begin";
}

function toUpdate({ seq, gesture, client, operations }: GestureRecord): DraftUpdate {
  return { seq, gesture, client, operations };
}
