import { rm } from "node:fs/promises";
import { blobPath } from "../../data/blobFormat.ts";
import { decodeData } from "../../data/decodeData.ts";
import { encodeData } from "../../data/encodeData.ts";
import { encodeDataset } from "../../data/encodeDataset.ts";
import { makeSample } from "../../data/makeSample.ts";
import { readPage } from "../../data/readPage.ts";
import type { AttemptRequest, OutputSample } from "../../engine/ports/StepWorkers.ts";
import type { StoredData } from "../../model/StoredData.ts";

const sampledRows = 1_000;

type Saved = { kind: "nothing" } | { kind: "value"; value: unknown } | { kind: "dataset"; stored: StoredData };

/** What an attempt saves for the next step: the last call counts. */
export class SavedData {
  private readonly request: AttemptRequest;
  private saved: Saved = { kind: "nothing" };
  private calls = 0;

  constructor(request: AttemptRequest) {
    this.request = request;
  }

  /** A dataset is written at once; anything else is kept as it is until the attempt ends. */
  async save(data: unknown): Promise<void> {
    this.calls += 1;
    const call = this.calls;
    if (!isAsyncIterable(data)) {
      await this.replace({ kind: "value", value: data });
      return;
    }
    const stored = await encodeDataset(data, this.options());
    if (call === this.calls) await this.replace({ kind: "dataset", stored });
    else await this.drop(stored);
  }

  current(): unknown {
    if (this.saved.kind === "dataset") return decodeData(this.saved.stored, this.request);
    return this.saved.kind === "value" ? this.saved.value : undefined;
  }

  /** Serialises what was saved. Throws DataNotSerializableException and OutputTooLargeException. */
  async finish(): Promise<{ data: StoredData | undefined; sample: OutputSample | undefined }> {
    const { saved } = this;
    if (saved.kind === "nothing" || (saved.kind === "value" && saved.value === undefined)) {
      return { data: undefined, sample: undefined };
    }
    const data = saved.kind === "dataset" ? saved.stored : await encodeData(saved.value, this.options());
    if (!this.request.sample) return { data, sample: undefined };
    const shown =
      saved.kind === "dataset" ? readPage(saved.stored, { rows: [0, sampledRows] }, this.request) : saved.value;
    return { data, sample: makeSample(shown, data.summary) };
  }

  /** Removes what was written, when the attempt failed. */
  async discard(): Promise<void> {
    await this.replace({ kind: "nothing" });
  }

  private async replace(next: Saved): Promise<void> {
    const before = this.saved;
    this.saved = next;
    if (before.kind === "dataset") await this.drop(before.stored);
  }

  private async drop(stored: StoredData): Promise<void> {
    if (stored.kind === "blob") await rm(blobPath(this.request.blobFolder, stored.blob), { force: true });
  }

  private options() {
    const { dataKey, blobFolder, limits } = this.request;
    return { dataKey, blobFolder, limitBytes: limits.outputBytes };
  }
}

function isAsyncIterable(data: unknown): data is AsyncIterable<unknown> {
  return typeof data === "object" && data !== null && Symbol.asyncIterator in data;
}
