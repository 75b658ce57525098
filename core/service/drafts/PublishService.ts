import { SluiceError } from "../../base/SluiceError.ts";
import { classKey } from "../../engine/ports/RunStore.ts";
import type { Problem } from "../../model/Problem.ts";
import { listEntries, readText } from "../../model/readApplication.ts";
import { hasErrors } from "../../model/validation/validateApplication.ts";
import type { ApplicationChecker } from "../applications/ApplicationChecker.ts";
import { invalidDocument } from "../failures.ts";
import { loadClasses, type PlannedClass } from "../stepClasses/loadClasses.ts";
import type { ClassExam, StepClassEditor } from "../stepClasses/StepClassEditor.ts";
import type { StepClassService } from "../stepClasses/StepClassService.ts";
import type { UseService } from "../uses/UseService.ts";
import type { DraftSnapshot, Editor } from "./Draft.ts";
import type { DraftService, Publication } from "./DraftService.ts";

/** A step class that the draft uses and somebody changed since its last version. */
export interface ChangedClass {
  name: string;
  /** It has no version yet. */
  isNew: boolean;
  /** Why it cannot become a version; undefined = it can. */
  problem: string | undefined;
  /** Names of the other applications that use it. */
  usedBy: string[];
}

/** What publishing a draft would mean. */
export interface PublishPreview {
  base: number;
  published: number;
  /** Gestures since publishing; 0 = there is nothing to publish. */
  changes: number;
  /** Somebody else published meanwhile: merge first. */
  needsMerge: boolean;
  /** With the changed step classes as they would be published. Errors keep it from being published. */
  problems: Problem[];
  classes: ChangedClass[];
}

/** A changed step class to publish with the draft; `as`: under a new name, for this application only. */
export interface ClassChoice {
  name: string;
  as?: string | undefined;
}

interface Parts {
  drafts: DraftService;
  checker: ApplicationChecker;
  stepClasses: StepClassService;
  classEditor: StepClassEditor;
  uses: UseService;
}

/** Publishes drafts together with the step classes that were changed for them. */
export class PublishService {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Changes nothing; code of changed classes runs in a worker, to read their manifests. Throws `not_found`. */
  async preview(name: string, editor: Editor): Promise<PublishPreview> {
    const { drafts, classEditor, uses } = this.parts;
    const draft = await drafts.get(name, editor);
    const { base, published, history } = draft;
    const exams = await this.examine(listChanged(draft, classEditor));
    const users = uses.listByClass();
    const classes = [...exams].map(([file, { problem }]) => ({
      name: file,
      isNew: classEditor.findHash(file) === undefined,
      problem: problem?.message,
      usedBy: [...(users.get(file) ?? [])].filter((user) => user !== name).sort(),
    }));
    const needsMerge = await drafts.needsMerge(name, editor);
    return { base, published, changes: history.changes, needsMerge, problems: await this.check(draft, exams), classes };
  }

  /**
   * Makes the draft the next revision, and before that the drafts of the chosen classes versions that new runs use. Nothing
   * is done when anything stands against it. Throws as `DraftService.publish` and `StepClassEditor.publish`, `not_found` for
   * a chosen class without a draft, `already_exists` for the name of a copy that is taken.
   */
  async publish(
    name: string,
    editor: Editor,
    { comment, classes = [] }: { comment?: string | undefined; classes?: readonly ClassChoice[] | undefined },
  ): Promise<Publication> {
    const { drafts, classEditor } = this.parts;
    if (classes.length === 0) return drafts.publish(name, editor, { comment });
    const draft = await drafts.get(name, editor);
    const exams = await this.examine(classes.map((choice) => choice.name));
    for (const { problem } of exams.values()) if (problem !== undefined) throw problem;
    for (const { as } of classes) if (as !== undefined) classEditor.assertFree(as);
    const problems = await this.check(draft, exams);
    if (hasErrors(problems)) throw invalidDocument(name, { problems });
    // Asked of the draft alone, so that no class is published for an application that is not.
    if (await drafts.needsMerge(name, editor)) return drafts.publish(name, editor, { comment });
    for (const choice of classes) await this.publishClass(choice);
    await this.takeCopies(draft, editor, classes);
    return drafts.publish(name, { ...editor, at: undefined }, { comment });
  }

  private async examine(names: readonly string[]): Promise<Map<string, ClassExam>> {
    const { classEditor } = this.parts;
    return new Map(await Promise.all(names.map(async (file) => [file, await classEditor.examineDraft(file)] as const)));
  }

  private async check(draft: DraftSnapshot, exams: ReadonlyMap<string, ClassExam>): Promise<Problem[]> {
    const { document } = draft.state;
    const given: Record<string, PlannedClass> = {};
    for (const [file, { examined }] of exams) if (examined !== undefined) given[classKey(file, undefined)] = examined;
    const loaded = await loadClasses(document, { service: this.parts.stepClasses, given, read: false });
    return this.parts.checker.check({ document, loaded });
  }

  private async publishClass({ name, as }: ClassChoice): Promise<void> {
    const { classEditor } = this.parts;
    if (as === undefined) await classEditor.publish(name);
    else await classEditor.publishCopy(name, as);
  }

  /** One gesture that makes the steps of copied classes use the copies. */
  private async takeCopies(draft: DraftSnapshot, editor: Editor, classes: readonly ClassChoice[]): Promise<void> {
    const copies = new Map(classes.flatMap(({ name, as }) => (as === undefined ? [] : [[name, as] as const])));
    const operations = stepsOf(draft).flatMap(({ id, file }) => {
      const value = copies.get(file);
      return value === undefined ? [] : [{ op: "setBase" as const, step: id, key: "file", value }];
    });
    if (operations.length === 0) return;
    const id = `publish copies ${draft.seq}`;
    const gesture = { id, label: `Use ${[...copies.values()].join(", ")}`, operations };
    const { drafts } = this.parts;
    const reply = await drafts.apply(draft.application, { ...editor, at: undefined }, { seq: draft.seq, gesture });
    if (reply.outcome === "applied") return;
    throw new SluiceError("changed_meanwhile", "The draft was changed while it was published. Publish it again.");
  }
}

/** Own classes that the steps of a draft name and that have a draft of their own. */
function listChanged(draft: DraftSnapshot, classEditor: StepClassEditor): string[] {
  const drafted = new Set(classEditor.listDrafts());
  return [...new Set(stepsOf(draft).map(({ file }) => file))].filter((file) => drafted.has(file)).sort();
}

function stepsOf({ state }: DraftSnapshot): { id: string; file: string }[] {
  return listEntries(state.document).flatMap((entry, index) => {
    const file = readText(entry, "syncpack") === undefined ? readText(entry, "file") : undefined;
    return file === undefined ? [] : [{ id: state.stepIds[index] ?? "", file }];
  });
}
