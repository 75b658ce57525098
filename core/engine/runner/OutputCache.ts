import type { StoredData } from "../../model/StoredData.ts";
import type { RunStore } from "../ports/RunStore.ts";

/** Most bytes of inline data that are remembered. */
const capacity = 16 * 1024 * 1024;

/** Saved data by step run id: what is on its way to disk, and the most recent of what is there, so that a consumer that follows at once costs no read. */
export class OutputCache {
  private readonly store: RunStore;
  private readonly recent = new Map<string, StoredData>();
  private readonly unstored = new Map<string, StoredData>();
  private bytes = 0;

  constructor(store: RunStore) {
    this.store = store;
  }

  /** Data that is not on disk yet. */
  hold(stepRunId: string, data: StoredData): void {
    this.unstored.set(stepRunId, data);
  }

  /** The data is on disk, or never will be. */
  release(stepRunId: string): void {
    const data = this.unstored.get(stepRunId);
    if (data !== undefined && this.unstored.delete(stepRunId)) this.remember(stepRunId, data);
  }

  /** Those of the ids that saved something. */
  read(stepRunIds: readonly string[]): Map<string, StoredData> {
    const found = new Map<string, StoredData>();
    const missing: string[] = [];
    for (const id of stepRunIds) {
      const data = this.unstored.get(id) ?? this.recent.get(id);
      if (data === undefined) missing.push(id);
      else found.set(id, data);
    }
    if (missing.length > 0) for (const [id, data] of this.store.readOutputs(missing)) found.set(id, data);
    return found;
  }

  forget(stepRunIds: readonly string[]): void {
    for (const id of stepRunIds) {
      this.unstored.delete(id);
      this.bytes -= sizeOf(this.recent.get(id));
      this.recent.delete(id);
    }
  }

  private remember(stepRunId: string, data: StoredData): void {
    this.recent.set(stepRunId, data);
    this.bytes += sizeOf(data);
    for (const [oldest, stored] of this.recent) {
      if (this.bytes <= capacity) return;
      this.recent.delete(oldest);
      this.bytes -= sizeOf(stored);
    }
  }
}

/** An entry itself counts, so that many small ones do not pile up. */
function sizeOf(data: StoredData | undefined): number {
  if (data === undefined) return 0;
  return 500 + (data.kind === "inline" ? data.bytes.byteLength : 0);
}
