import type { JsonObject, JsonValue } from "../../../core/base/json.ts";

export type DataPath = readonly (string | number)[];

/** What one step saved in one run. */
export interface StepDataPlace {
  run: string;
  /** Id of the step run. */
  stepRun: string;
}

/** A part of saved data: typed JSON, secrets masked; what is too long is `{"$more": {kind, count}}`. */
export interface DataPage {
  kind: "list" | "object" | "value";
  /** Items of the list, keys of the object. */
  count: number;
  items: readonly { key: string | number; value: JsonValue }[];
  /** Of a value that has no items. */
  value?: JsonValue | undefined;
}

export interface DataHit {
  path: DataPath;
  in: "key" | "value";
  value: JsonValue;
}

export interface DataChange {
  path: DataPath;
  kind: "added" | "removed" | "changed";
  from?: JsonValue | undefined;
  to?: JsonValue | undefined;
}

/** Some of what was found; `next` undefined = that was all. */
export interface Found<T> {
  found: readonly T[];
  next: string | undefined;
}

/** The last successful output of a step, shortened. */
export interface StepSample {
  /** Typed JSON, secrets masked. */
  data: JsonValue;
  /** Bytes of the whole. */
  bytes: number;
  /** ms since the epoch. */
  at: number;
}

/** What steps saved, part by part. Every call rejects with a sentence when it cannot be read. */
export interface StepDataPort {
  page(place: StepDataPlace, part: { path: DataPath; from: number; limit: number }): Promise<DataPage>;
  /** All of it as typed JSON, for what is small. */
  whole(place: StepDataPlace): Promise<JsonValue>;
  /** undefined = the step, by its id, has never ended with data. */
  sample(step: string): Promise<StepSample | undefined>;
  /** What its parameters were, resolved, by name: typed JSON, secrets masked, long values cut. Empty when none is known. */
  parameters(place: StepDataPlace): Promise<JsonObject>;
  /** The inferred JSON schema. */
  schema(place: StepDataPlace): Promise<JsonObject>;
  /** Where a text is, below a path. A part of the data is looked at: go on with `next` as cursor. */
  search(
    place: StepDataPlace,
    request: { text: string; path: DataPath; cursor?: string | undefined },
  ): Promise<Found<DataHit>>;
  /** What the same step saved differently in another run; `from` is that run. */
  diff(
    place: StepDataPlace,
    request: { with: string; cursor?: string | undefined; signal?: AbortSignal },
  ): Promise<Found<DataChange>>;
  /** The address of what is at a path, as a file. */
  fileAddress(place: StepDataPlace, path: DataPath): string;
}
