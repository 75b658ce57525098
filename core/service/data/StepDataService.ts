import { maskJson } from "../../base/createMasker.ts";
import type { JsonObject, JsonValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { toTypedJson } from "../../base/typedJson.ts";
import type { Secrets } from "../../engine/ports/EnginePorts.ts";
import { jsonPath } from "../../model/jsonPath.ts";
import type { DataSummary, StepRunRecord } from "../../model/RunRecord.ts";
import type { StoredData } from "../../model/StoredData.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { shortenJson } from "./shortenJson.ts";

type Ports = Pick<ServicePorts, "runs" | "codec" | "blobFolder">;
type Path = readonly (string | number)[];

/** A part of what a step saved, for a person: typed JSON, secrets masked, long parts cut (`shortenJson`). */
export interface DataPage {
  path: string;
  kind: "list" | "object" | "value";
  /** Items of a list, keys of an object. */
  count?: number;
  /** Position of the first item, from 0. */
  from: number;
  /** Items of the page; keys are names or positions. */
  items: { key: string | number; value: JsonValue }[];
  /** Of a value that has no items. */
  value?: JsonValue;
}

/** Characters that one page may have, and one item of it at least. */
const pageBudget = 1_000_000;
const leastItemBudget = 2_000;

/** What steps saved, page by page: only the part that is asked for is read. */
export class StepDataService {
  private readonly ports: Ports;
  private readonly secrets: Secrets;

  constructor(ports: Ports, secrets: Secrets) {
    this.ports = ports;
    this.secrets = secrets;
  }

  /**
   * Items `from` to `from + limit` at a path. Throws `not_found` when the step saved nothing or has nothing at that path,
   * `outputs_expired`, `key_missing`, `data_damaged`.
   */
  page(stepRun: StepRunRecord, { path, from, limit }: { path: Path; from: number; limit: number }): DataPage {
    const { stored, summary, open } = this.find(stepRun);
    const { mask, ...options } = open();
    const range: [number, number] = [from, from + limit];
    const isWhole = path.length === 0;
    const found = isWhole && hasItems(summary) ? undefined : this.readAt({ stored, path, options });
    const items =
      isWhole && hasItems(summary) ? this.ports.codec.readPage(stored, { rows: range }, options) : undefined;
    const page = Array.isArray(items) ? toStoredPage(items, { summary, from }) : toPage(found, { from, limit });
    const budget = Math.max(leastItemBudget, Math.floor(pageBudget / Math.max(1, page.items.length)));
    const show = (value: unknown) => shortenJson(maskJson(toTypedJson(value), mask), budget);
    return {
      path: jsonPath(path),
      kind: page.kind,
      from,
      ...(page.count === undefined ? {} : { count: page.count }),
      items: page.items.map(({ key, value }) => ({
        key: typeof key === "string" ? mask(key) : key,
        value: show(value),
      })),
      ...(page.kind === "value" ? { value: show(page.value) } : {}),
    };
  }

  /** The inferred JSON schema of all that was saved. Throws as `page`. */
  schema(stepRun: StepRunRecord): JsonObject {
    const { stored, open } = this.find(stepRun);
    const { mask, ...options } = open();
    return maskJson(this.ports.codec.readSchema(stored, options), mask) as JsonObject;
  }

  private find(stepRun: StepRunRecord) {
    const { data: summary, name } = stepRun;
    if (summary === undefined)
      throw new SluiceError("not_found", `The step "${name}" saved nothing.`, { details: { step: name } });
    const stored = this.ports.runs.output(stepRun.id);
    if (stored === undefined) {
      throw new SluiceError("outputs_expired", `What the step "${name}" saved has expired. Run it again.`, {
        details: { step: name },
      });
    }
    const open = () => {
      const { dataKey, mask } = this.secrets.open(this.ports.runs.plan(stepRun.runId));
      return { dataKey, mask, blobFolder: this.ports.blobFolder };
    };
    return { stored, summary, open };
  }

  /** The first part of the path chooses the chunk; the rest is walked in memory. */
  private readAt(parts: {
    stored: StoredData;
    path: Path;
    options: { dataKey: Uint8Array; blobFolder: string };
  }): unknown {
    const { stored, path, options } = parts;
    const { codec } = this.ports;
    const [first, ...rest] = path;
    if (first === undefined) return codec.decode(stored, options);
    const missing = () =>
      new SluiceError("not_found", `There is nothing at ${jsonPath(path)}.`, { details: { path: jsonPath(path) } });
    let value: unknown;
    if (typeof first === "number") {
      const rows = codec.readPage(stored, { rows: [first, first + 1] }, options);
      if (stored.summary.kind === "object" || !Array.isArray(rows) || rows.length === 0) throw missing();
      value = rows[0];
    } else {
      const found = codec.readPage(stored, { keys: [first] }, options);
      if (typeof found !== "object" || found === null || !Object.hasOwn(found, first)) throw missing();
      value = (found as Record<string, unknown>)[first];
    }
    for (const part of rest) {
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) throw missing();
      value = (value as Record<string | number, unknown>)[part];
    }
    return value;
  }
}

function hasItems({ kind }: DataSummary): boolean {
  return kind === "list" || kind === "dataset" || kind === "object";
}

interface RawPage {
  kind: DataPage["kind"];
  count?: number | undefined;
  items: { key: string | number; value: unknown }[];
  value?: unknown;
}

function toStoredPage(items: unknown[], { summary, from }: { summary: DataSummary; from: number }): RawPage {
  if (summary.kind !== "object") {
    return { kind: "list", count: summary.count, items: items.map((value, at) => ({ key: from + at, value })) };
  }
  const entries = items as [string, unknown][];
  return { kind: "object", count: summary.count, items: entries.map(([key, value]) => ({ key, value })) };
}

function toPage(value: unknown, { from, limit }: { from: number; limit: number }): RawPage {
  if (Array.isArray(value)) {
    const items = value.slice(from, from + limit).map((item, at) => ({ key: from + at, value: item }));
    return { kind: "list", count: value.length, items };
  }
  if (isPlain(value)) {
    const entries = Object.entries(value);
    return {
      kind: "object",
      count: entries.length,
      items: entries.slice(from, from + limit).map(([key, item]) => ({ key, value: item })),
    };
  }
  return { kind: "value", items: [], value };
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
