import type { JsonObject } from "../../../core/base/json.ts";
import type { OwnerHost } from "../../../core/host.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { DraftReply, DraftSnapshot, Editor, Gesture } from "../../../core/service/drafts/Draft.ts";
import type { DraftService } from "../../../core/service/drafts/DraftService.ts";
import { addApplication } from "../openTestHost.ts";

export const ann: Editor = { user: "ann", client: "window 1" };
export const ann2: Editor = { user: "ann", client: "window 2" };
export const bob: Editor = { user: "bob", client: "window 3" };

export const script = (name: string, more: JsonObject = {}): JsonObject => ({
  name,
  file: "Script",
  code: "return 0;",
  ...more,
});

let count = 0;

/** One application and what windows do to its draft. */
export class DraftBench {
  readonly host: OwnerHost;
  readonly drafts: DraftService;
  readonly name: string;

  constructor(host: OwnerHost, name: string) {
    this.host = host;
    this.drafts = host.services.drafts;
    this.name = name;
  }

  /** A published application of its own with steps called one and two. */
  static async publish(host: OwnerHost): Promise<DraftBench> {
    count += 1;
    const name = `flow${count}`;
    const steps = [script("one", { output_to: ["two"] }), script("two")];
    await addApplication(host, { name, app_variables: [], steps });
    return new DraftBench(host, name);
  }

  get(editor: Editor): Promise<DraftSnapshot> {
    return this.drafts.get(this.name, editor);
  }

  /** One gesture at the present number. */
  async edit(editor: Editor, ...operations: EditOperation[]): Promise<DraftReply> {
    count += 1;
    return this.gesture(editor, { id: `gesture ${count}`, label: operations[0]?.op ?? "nothing", operations });
  }

  async gesture(editor: Editor, gesture: Gesture): Promise<DraftReply> {
    const { seq } = await this.get(editor);
    return this.drafts.apply(this.name, editor, { seq, gesture });
  }

  async revert(editor: Editor, kind: "undo" | "redo"): Promise<DraftReply> {
    const { seq } = await this.get(editor);
    return this.drafts.revert(this.name, editor, { seq, kind });
  }

  async setCode(editor: Editor, step: string, value: string): Promise<DraftReply> {
    const id = idOf(await this.get(editor), step);
    return this.edit(editor, { op: "setParameter", step: id, path: ["code"], value });
  }

  async hasDraft(): Promise<boolean | undefined> {
    return this.host.services.applications.list().find(({ name }) => name === this.name)?.hasDraft;
  }
}

export function codeOf({ state }: DraftSnapshot, name: string): unknown {
  return (state.document.steps as JsonObject[]).find((step) => step.name === name)?.code;
}

export function idOf({ state }: DraftSnapshot, name: string): string {
  return state.stepIds[(state.document.steps as JsonObject[]).findIndex((step) => step.name === name)] ?? "";
}
