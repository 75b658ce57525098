import { rm } from "node:fs/promises";
import { blobPath } from "../../data/blobFormat.ts";
import { decodeData } from "../../data/decodeData.ts";
import { encodeData, encodeSmall } from "../../data/encodeData.ts";
import { encodeDataset } from "../../data/encodeDataset.ts";
import { makeSample } from "../../data/makeSample.ts";
import { readPage } from "../../data/readPage.ts";
import type { AttemptRequest, OutputSample } from "../../engine/ports/StepWorkers.ts";
import type { StoredData } from "../../model/StoredData.ts";

const sampledRows = 1_000;

type Saved = { kind: "nothing" } | { kind: "value"; value: unknown } | { kind: "dataset"; stored: StoredData };

interface FinishedData {
  data: StoredData | undefined;
  sample: OutputSample | undefined;
}

/** What an attempt saves for the next step: the last call counts. */
export class SavedData {
  private readonly request: AttemptRequest;
  private saved: Saved = { kind: "nothing" };
  private calls = 0;

  constructor(request: AttemptRequest) {
    this.request = request;
  }

  /** A dataset is written at once; anything else is kept as it is until the attempt ends. */
  save(data: unknown): Promise<void> {
    this.calls += 1;
    return isAsyncIterable(data) ? this.write(data, this.calls) : this.replace({ kind: "value", value: data });
  }

  private async write(data: AsyncIterable<unknown>, call: number): Promise<void> {
    const stored = await encodeDataset(data, this.options());
    if (call === this.calls) await this.replace({ kind: "dataset", stored });
    else await this.drop(stored);
  }

  current(): unknown {
    if (this.saved.kind === "dataset") return decodeData(this.saved.stored, this.request);
    return this.saved.kind === "value" ? this.saved.value : undefined;
  }

  /** Serialises what was saved, together with the recorded parameters if `isPair` says so; at once if that needs no promise. Throws DataNotSerializableException and OutputTooLargeException. */
  finish(parameters: string | undefined): FinishedData | Promise<FinishedData> {
    const { saved } = this;
    if (saved.kind === "nothing" || (saved.kind === "value" && saved.value === undefined)) {
      return { data: undefined, sample: undefined };
    }
    if (saved.kind === "dataset") {
      const rows = () => readPage(saved.stored, { rows: [0, sampledRows] }, this.request);
      return this.withSample(saved.stored, rows);
    }
    const { value } = saved;
    const data = encodeSmall(value, this.options(), parameters);
    if (data !== undefined) return this.withSample(data, () => value);
    return encodeData(value, this.options()).then((encoded) => this.withSample(encoded, () => value));
  }

  /** Removes what was written, when the attempt failed. */
  discard(): Promise<void> {
    return this.replace({ kind: "nothing" });
  }

  private withSample(data: StoredData, shown: () => unknown): FinishedData {
    return { data, sample: this.request.sample ? makeSample(shown(), data.summary) : undefined };
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
