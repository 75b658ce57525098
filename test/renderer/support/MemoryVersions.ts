import type { EditState } from "../../../core/model/operations/EditState.ts";
import type { VersionPort } from "../../../renderer/state/ports/VersionPort.ts";

/** Notes what it is asked; there is one revision, the document it was made with. */
export class MemoryVersions implements VersionPort {
  readonly calls: string[] = [];
  private readonly state: EditState;

  constructor(state: EditState) {
    this.state = state;
  }

  async preview() {
    return { published: 1, changes: 1, needsMerge: false, problems: [], classes: [] };
  }

  async publish() {
    this.calls.push("publish");
    return { name: "app", revision: 2, result: "published" as const };
  }

  async merge() {
    return { base: 1, published: 1, conflicts: [], renamed: [], diff: { logic: [], layout: [] } };
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
    return { logic: [], layout: [] };
  }

  async restore(revision: number) {
    this.calls.push(`restore ${revision}`);
  }

  async rename() {
    return "app";
  }

  async copy() {
    return "copy";
  }
}
