import type { EditState } from "../../../core/model/operations/EditState.ts";
import type { DraftMerge, PublishPreview, VersionPort } from "../../../renderer/state/ports/VersionPort.ts";

/** Notes what it is asked; there is one revision, the document it was made with. */
export class MemoryVersions implements VersionPort {
  readonly calls: string[] = [];
  /** What publishing would mean. */
  found: PublishPreview = { published: 1, changes: 1, needsMerge: false, problems: [], classes: [] };
  /** What merging would bring. */
  merged: DraftMerge = { base: 1, published: 1, conflicts: [], renamed: [], diff: { logic: [], layout: [] } };
  /** Looking at what publishing and merging would do rejects with it. */
  failure: string | undefined;
  private readonly state: EditState;

  constructor(state: EditState) {
    this.state = state;
  }

  async preview() {
    return this.look(this.found);
  }

  async publish() {
    this.calls.push("publish");
    return { name: "app", revision: 2, result: "published" as const };
  }

  async merge() {
    return this.look(this.merged);
  }

  async discard() {
    this.calls.push("discard");
  }

  async list() {
    return [{ revision: 1, author: "ann", comment: "", createdAt: 0, steps: 1 }];
  }

  async read() {
    return this.state;
  }

  async diff() {
    return this.merged.diff;
  }

  async restore(revision: number) {
    this.calls.push(`restore ${revision}`);
  }

  async uses() {
    return [
      { by: "application", name: "nightly", step: "Call it" } as const,
      { by: "schedule", name: "every night", step: undefined } as const,
    ];
  }

  async rename() {
    return "app";
  }

  async copy() {
    return "copy";
  }

  private look<T>(found: T): T {
    if (this.failure !== undefined) throw new Error(this.failure);
    return found;
  }
}
