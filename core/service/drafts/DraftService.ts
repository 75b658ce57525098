import { createSequence } from "../../base/createSequence.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import { findName, isApplicationName } from "../../model/applicationName.ts";
import type { DocumentDiff } from "../../model/diff/DocumentDiff.ts";
import { diffDocuments } from "../../model/diff/diffDocuments.ts";
import type { MergeChoice, MergeConflict, MergeResult } from "../../model/merge/MergeResult.ts";
import { mergeDocuments } from "../../model/merge/mergeDocuments.ts";
import { type EditState, toStepIdList } from "../../model/operations/EditState.ts";
import { matchStepIds } from "../../model/operations/matchStepIds.ts";
import { nameStepIds } from "../../model/operations/nameStepIds.ts";
import type { Problem } from "../../model/Problem.ts";
import { hasErrors } from "../../model/validation/validateApplication.ts";
import type { ApplicationChecker } from "../applications/ApplicationChecker.ts";
import { replace } from "../configurations/sealConfiguration.ts";
import type { DocumentEvents } from "../events/DocumentEvents.ts";
import { invalidDocument, nearestName } from "../failures.ts";
import type { RevisionSummary } from "../ports/repositories.ts";
import { loadClasses } from "../stepClasses/loadClasses.ts";
import type { StepClassService } from "../stepClasses/StepClassService.ts";
import type { DraftNews, DraftReply, DraftSnapshot, Editor, Gesture } from "./Draft.ts";
import { type DraftPorts, LiveDraft } from "./LiveDraft.ts";

/** A document of an application by where it is kept. */
export type DocumentVersion = "draft" | "published" | number;

export interface Publication {
  revision: number;
  /** `unchanged`: it was what is published already, and no revision was made. */
  result: "published" | "unchanged";
  /** Warnings. */
  problems: Problem[];
}

/** What a merge of a draft with what was published meanwhile would give, or gave. */
export interface DraftMerge {
  base: number;
  published: number;
  conflicts: MergeConflict[];
  renamed: MergeResult["renamed"];
  /** What it changes in the draft. */
  diff: DocumentDiff;
}

interface Parts {
  ports: DraftPorts;
  checker: ApplicationChecker;
  stepClasses: StepClassService;
  events: DocumentEvents;
}

/** Drafts that stay in memory; the one asked for longest ago goes first. */
const mostLive = 50;

/** Edits applications: one draft per application and user, journalled; undo, publishing, revisions (architecture, rule 6). */
export class DraftService {
  private readonly parts: Parts;
  private readonly live = new Map<string, LiveDraft>();
  private readonly creating = createSequence();

  constructor(parts: Parts) {
    this.parts = parts;
    parts.events.subscribe((event) => {
      if (event.type === "application.deleted") this.forget(event.application);
      if (event.type === "application.published") this.followAll(event.application);
    });
  }

  /** The draft, or what is published while there is none. Throws `not_found`. */
  get(name: string, editor: Editor): Promise<DraftSnapshot> {
    return this.use(name, editor, async (draft) => draft.snapshot(editor.client));
  }

  /** What came after a number, for a window that follows. Throws `not_found`. */
  updatesAfter(name: string, editor: Editor, seq: number): Promise<DraftNews> {
    return this.use(name, editor, async (draft) => draft.reply(editor.client, seq));
  }

  /** Applies a gesture to the draft that the client saw at `seq`. Throws `not_found`. */
  apply(name: string, editor: Editor, request: { seq: number; gesture: Gesture }): Promise<DraftReply> {
    return this.use(name, editor, (draft) => draft.apply(editor, request));
  }

  /** Takes back, or does again, the last gesture of this client. `gesture`: an id that makes sending again harmless. */
  revert(
    name: string,
    editor: Editor,
    request: { seq: number; kind: "undo" | "redo"; gesture?: string | undefined },
  ): Promise<DraftReply> {
    return this.use(name, editor, (draft) => draft.revert(editor, request));
  }

  /** Makes the draft what is published, as one gesture. Throws `not_found` for what was never published. */
  discard(name: string, editor: Editor): Promise<DraftSnapshot> {
    return this.use(name, editor, async (draft) => {
      const revision = this.parts.ports.applications.findRevisionNumber(name) ?? 0;
      const published = draft.readRevision(revision);
      if (published === undefined) {
        throw new SluiceError("not_found", `"${name}" was never published. Delete it to discard it.`, {
          details: { name },
        });
      }
      await draft.replace(published, { editor, label: "Discard draft", base: revision });
      return draft.snapshot(editor.client);
    });
  }

  /** Makes the draft another document, as one gesture: a JSON edit. Steps keep their id, renamed ones as well. Throws `not_found`. */
  replace(
    name: string,
    editor: Editor,
    change: { document: ApplicationDocument; label: string },
  ): Promise<DraftSnapshot> {
    return this.use(name, editor, (draft) => {
      const ids = this.findIds(draft, change.document);
      const stepIds = matchStepIds(change.document, {
        before: draft.state,
        known: nameStepIds(draft.readRevision(draft.base) ?? draft.state),
        createId: (step = "") => (Object.hasOwn(ids, step) && ids[step]) || draft.createId(),
      });
      return this.takeDocument(draft, editor, { ...change, stepIds });
    });
  }

  /** An import: makes the application, or a draft of this user, when there is none. Steps of the same name keep their id. */
  put(name: string, editor: Editor, change: { document: ApplicationDocument; label: string }): Promise<DraftSnapshot> {
    const draft = this.open(name, editor.user);
    return draft.inOrder(async () => {
      await draft.refresh();
      const stepIds = toStepIdList(change.document, this.findIds(draft, change.document), () => draft.createId());
      return this.takeDocument(draft, editor, { ...change, stepIds });
    });
  }

  /** Makes the draft what a revision holds, as one gesture. Throws `not_found`. */
  restore(name: string, editor: Editor, revision: number): Promise<DraftSnapshot> {
    return this.use(name, editor, async (draft) => {
      const state = getRevision(draft, revision);
      await draft.replace(state, { editor, label: `Restore revision ${revision}` });
      return draft.snapshot(editor.client);
    });
  }

  /** All that is wrong with the draft; errors keep it from being published. Throws `not_found`. */
  problems(name: string, editor: Editor): Promise<Problem[]> {
    return this.use(name, editor, (draft) => this.parts.checker.check({ document: draft.state.document }));
  }

  /**
   * Makes the draft the next revision. Throws `invalid_document` with all problems and `merge_needed` when somebody else
   * published meanwhile; both keep the draft as it is. A revision that only changed the layout is merged without asking.
   */
  publish(name: string, editor: Editor, { comment = "" }: { comment?: string | undefined } = {}): Promise<Publication> {
    return this.use(name, editor, async (draft) => {
      const { ports, checker, stepClasses } = this.parts;
      await this.mergeQuietly(draft, editor);
      const revision = draft.base;
      const document = stepClasses.pin(draft.state.document, draft.readRevision(revision)?.document);
      const problems = await checker.check({ document });
      if (hasErrors(problems)) throw invalidDocument(name, { problems });
      if (draft.snapshot(editor.client).history.changes === 0) return { revision, result: "unchanged", problems };
      assertSameName(name, document);
      if (document !== draft.state.document) await this.takePins(draft, editor, document);
      const next = (ports.applications.listRevisions(name, { limit: 1 })[0]?.revision ?? 0) + 1;
      const record = draft.publishLine(editor.client, { label: `Publish revision ${next}`, revision: next });
      const stored = await ports.applications.publish(name, {
        document,
        author: editor.user,
        comment,
        stepIds: nameStepIds(draft.state),
        expected: revision,
        record,
      });
      draft.setPublished(record, stored);
      return { revision: next, result: "published", problems };
    });
  }

  /** What a merge with the published revision would give; nothing is changed. Throws `not_found`. */
  previewMerge(name: string, editor: Editor, choices: Record<string, MergeChoice> = {}): Promise<DraftMerge> {
    return this.use(name, editor, async (draft) => this.merged(draft, choices).answer);
  }

  /**
   * Brings what was published meanwhile into the draft, as one gesture. Conflicts without a choice are as in the draft.
   * Nothing happens when nothing was published. Throws `not_found`.
   */
  merge(name: string, editor: Editor, choices: Record<string, MergeChoice> = {}): Promise<DraftMerge> {
    return this.use(name, editor, async (draft) => {
      const { state, answer } = this.merged(draft, choices);
      if (answer.base !== answer.published) await this.takeMerge(draft, editor, { state, published: answer.published });
      return answer;
    });
  }

  /** Newest first, older than `before`. Throws `not_found`. */
  listRevisions(name: string, filter: { before?: number | undefined; limit: number }): RevisionSummary[] {
    const { applications } = this.parts.ports;
    if (applications.findRevisionNumber(name) === undefined) throw this.notFound(name);
    return applications.listRevisions(name, filter);
  }

  /** The document of a revision, of what is published, or of the draft, with the ids of its steps. Throws `not_found`. */
  getVersion(name: string, editor: Editor, version: DocumentVersion): Promise<EditState> {
    return this.use(name, editor, async (draft) => this.readVersion(draft, version));
  }

  /**
   * What changed from one version to another. Of a draft, against what it is based on, only what its person changed; one
   * that was never published is held against a blank application. Throws `not_found`.
   */
  diff(
    name: string,
    editor: Editor,
    { from, to }: { from: DocumentVersion; to: DocumentVersion },
  ): Promise<DocumentDiff> {
    return this.use(name, editor, async (draft) => {
      const published = this.parts.ports.applications.findRevisionNumber(name) ?? 0;
      const base = from === "published" ? published : from;
      if (to === "draft" && base === draft.base) return draft.diff();
      return diffDocuments(this.readVersion(draft, from), this.readVersion(draft, to));
    });
  }

  /** A new application without steps, a draft only, called Untitled and a number until it is named. */
  create(editor: Editor): Promise<DraftSnapshot> {
    return this.creating(async () => {
      const { applications } = this.parts.ports;
      let number = 1;
      while (applications.findRevisionNumber(`Untitled-${number}`) !== undefined) number += 1;
      const name = `Untitled-${number}`;
      const document = { name, friendly_name: `Untitled ${number}`, app_variables: [], steps: [] };
      return this.put(name, editor, { document, label: "New application" });
    });
  }

  /**
   * Gives an application that was never published another name; there is nothing to undo. Throws `not_found`, `wrong_use`
   * for what cannot be a name and for a published one, which others know by its name, and `already_exists`.
   */
  async rename(name: string, editor: Editor, change: { name: string; friendlyName: string }): Promise<DraftSnapshot> {
    await this.creating(() =>
      this.use(name, editor, async (draft) => {
        const { applications } = this.parts.ports;
        if ((applications.findRevisionNumber(name) ?? 0) > 0) throw alreadyPublished(name);
        if (change.name !== name) this.assertFree(change.name);
        const { client } = editor;
        await draft.rename(change.name, { client, friendlyName: change.friendlyName });
        this.forget(name);
        this.parts.events.emit({ type: "application.renamed", application: name, name: change.name });
      }),
    );
    return this.get(change.name, { ...editor, at: undefined });
  }

  /**
   * A new application with what a version holds, as a draft; its steps get ids of their own. Throws `not_found`,
   * `wrong_use` for what cannot be a name, and `already_exists`.
   */
  copy(
    name: string,
    editor: Editor,
    { version, ...as }: { version: DocumentVersion; name: string; friendlyName: string },
  ): Promise<DraftSnapshot> {
    return this.creating(async () => {
      const { document } = await this.getVersion(name, editor, version);
      this.assertFree(as.name);
      const named = replace(replace(document, "friendly_name", as.friendlyName), "name", as.name);
      return this.put(as.name, { ...editor, at: undefined }, { document: named, label: `Copy of ${name}` });
    });
  }

  /** Whether somebody else published something else than layout since the draft began. Throws `not_found`. */
  needsMerge(name: string, editor: Editor): Promise<boolean> {
    return this.use(name, editor, async (draft) => {
      const published = this.parts.ports.applications.findRevisionNumber(name) ?? 0;
      return published !== draft.base && !this.isLayoutOnly(draft, published);
    });
  }

  private assertFree(name: string): void {
    if (!isApplicationName(name)) {
      throw new SluiceError(
        "wrong_use",
        `"${name}" cannot be the name of an application: letters, digits, "_", "." and "-", at most 128, the first a letter or digit.`,
      );
    }
    if (this.parts.ports.applications.findRevisionNumber(name) === undefined) return;
    throw new SluiceError("already_exists", `There is an application "${name}" already.`, { details: { name } });
  }

  private async takeDocument(
    draft: LiveDraft,
    editor: Editor,
    { document, label, stepIds }: { document: ApplicationDocument; label: string; stepIds: string[] },
  ): Promise<DraftSnapshot> {
    await draft.replace({ document, stepIds }, { editor, label });
    return draft.snapshot(editor.client);
  }

  private findIds(draft: LiveDraft, document: ApplicationDocument): Record<string, string> {
    return this.parts.ports.applications.findStepIds(draft.name, { document, user: draft.user });
  }

  private async use<T>(name: string, { user, at }: Editor, work: (draft: LiveDraft) => Promise<T>): Promise<T> {
    const draft = this.open(name, user);
    return draft.inOrder(async () => {
      if (!(await draft.refresh())) {
        this.live.delete(keyOf(name, user));
        throw this.notFound(name);
      }
      if (at !== undefined && at !== draft.seq) throw changedMeanwhile(name, { at, seq: draft.seq });
      return work(draft);
    });
  }

  private open(name: string, user: string): LiveDraft {
    const key = keyOf(name, user);
    const { ports, events } = this.parts;
    const draft =
      this.live.get(key) ??
      new LiveDraft({ ports, events, loadManifests: (state) => this.loadManifests(state) }, { name, user });
    this.live.delete(key);
    this.live.set(key, draft);
    const [oldest] = this.live.keys();
    if (this.live.size > mostLive && oldest !== undefined) this.live.delete(oldest);
    return draft;
  }

  private async loadManifests({ document }: EditState) {
    return (await loadClasses(document, { service: this.parts.stepClasses, read: false })).manifests;
  }

  private merged(draft: LiveDraft, choices: Record<string, MergeChoice>): { state: EditState; answer: DraftMerge } {
    const { applications } = this.parts.ports;
    const published = applications.findRevisionNumber(draft.name) ?? 0;
    const mine = draft.state;
    const about = { base: draft.base, published };
    if (published === draft.base) {
      return { state: mine, answer: { ...about, conflicts: [], renamed: [], diff: { logic: [], layout: [] } } };
    }
    const base = draft.readRevision(draft.base) ?? { document: { steps: [] }, stepIds: [] };
    const theirs = getRevision(draft, published);
    const { state, conflicts, renamed } = mergeDocuments({ base, theirs, mine }, choices);
    return { state, answer: { ...about, conflicts, renamed, diff: diffDocuments(mine, state) } };
  }

  private async takeMerge(
    draft: LiveDraft,
    editor: Editor,
    { state, published }: { state: EditState; published: number },
  ): Promise<void> {
    await draft.replace(state, { editor, label: `Merge revision ${published}`, base: published });
  }

  /** What is published is what the draft says, so the draft says too which versions of packs it was published with. */
  private async takePins(draft: LiveDraft, editor: Editor, document: ApplicationDocument): Promise<void> {
    const key = "syncpack_versions";
    const operations = [{ op: "setApplicationKey" as const, key, value: document[key] }];
    const gesture = { id: draft.createId(), label: "Keep the versions of SyncPacks", operations, silent: true };
    await draft.apply(editor, { seq: draft.seq, gesture });
  }

  private async mergeQuietly(draft: LiveDraft, editor: Editor): Promise<void> {
    const { state, answer } = this.merged(draft, {});
    const { base, published, conflicts } = answer;
    if (base === published) return;
    if (this.isLayoutOnly(draft, published)) {
      await this.takeMerge(draft, editor, { state, published });
      return;
    }
    throw new SluiceError(
      "merge_needed",
      `"${draft.name}" was published as revision ${published} since this draft began at revision ${base}. Merge first, then publish.`,
      { details: { name: draft.name, base, published, conflicts: conflicts.length } },
    );
  }

  private isLayoutOnly(draft: LiveDraft, published: number): boolean {
    const before = draft.readRevision(draft.base);
    return before !== undefined && diffDocuments(before, getRevision(draft, published)).logic.length === 0;
  }

  private readVersion(draft: LiveDraft, version: DocumentVersion): EditState {
    if (version === "draft") return draft.state;
    if (version !== "published") return getRevision(draft, version);
    return getRevision(draft, this.parts.ports.applications.findRevisionNumber(draft.name) ?? 0);
  }

  private forget(name: string): void {
    for (const [key, draft] of this.live) if (draft.name === name) this.live.delete(key);
  }

  /** Windows that show what was published hear of the new revision at once. */
  private followAll(name: string): void {
    for (const draft of this.live.values()) {
      if (draft.name === name)
        draft.inOrder(() => draft.refresh()).catch((error: unknown) => this.parts.ports.onBug(error));
    }
  }

  private notFound(name: string): SluiceError {
    const names = this.parts.ports.applications.list().map((application) => application.name);
    return new SluiceError("not_found", `There is no application "${name}".${nearestName(name, names)}`, {
      details: { name },
    });
  }
}

function changedMeanwhile(name: string, { at, seq }: { at: number; seq: number }): SluiceError {
  return new SluiceError("changed_meanwhile", `The draft of "${name}" is at ${seq} and not at ${at}: read it again.`, {
    details: { name, seq },
  });
}

function keyOf(name: string, user: string): string {
  return JSON.stringify([name, user]);
}

function getRevision(draft: LiveDraft, revision: number): EditState {
  const state = draft.readRevision(revision);
  if (state !== undefined) return state;
  const what = revision === 0 ? "was never published" : `has no revision ${revision}`;
  throw new SluiceError("not_found", `The application "${draft.name}" ${what}.`, {
    details: { name: draft.name, revision },
  });
}

function alreadyPublished(name: string): SluiceError {
  return new SluiceError(
    "wrong_use",
    `"${name}" is published: runs, schedules and other applications know it by its name. Save it under a new name instead.`,
    { details: { name } },
  );
}

/** Runs, schedules and other applications know it by its name. */
function assertSameName(name: string, document: ApplicationDocument): void {
  const written = findName(document, undefined);
  if (written === undefined || written === name) return;
  throw new SluiceError(
    "wrong_use",
    `The document calls itself "${written}", the application is "${name}". Save it under the new name, or write the old one.`,
    { details: { name } },
  );
}
