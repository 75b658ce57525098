import type { JsonObject } from "../base/json.ts";
import { toTypedJson } from "../base/typedJson.ts";
import type { DataSummary } from "../model/RunRecord.ts";
import { setKey } from "./decodeData.ts";
import { inferSchema } from "./inferSchema.ts";
import { isBuiltIn } from "./unserializable.ts";

/** A part of an output that is kept for people (the port's `OutputSample`). */
export interface Sample {
  /** Typed JSON text, at most 64 KB. */
  json: string;
  schema: JsonObject;
  count: number | undefined;
  bytes: number;
}

const mostBytes = 65_536;

/**
 * A sample of what a step saved: long lists, texts and binary data are cut until the JSON fits 64 KB (UTF-8).
 * `summary` is that of the saved data; for a dataset `value` is its first page.
 */
export function makeSample(value: unknown, summary: DataSummary): Sample {
  return { json: toShortJson(value), schema: inferSchema(value), count: summary.count, bytes: summary.bytes };
}

function toShortJson(value: unknown): string {
  for (let budget = 1_024; budget >= 1; budget >>= 2) {
    const json = JSON.stringify(toTypedJson(cut(value, { budget, depth: 0, ancestors: [] })));
    if (Buffer.byteLength(json) <= mostBytes) return json;
  }
  return JSON.stringify(ellipsis);
}

interface Cut {
  /** Most items of a list and keys of an object; text may be four times, binary data twice as long. */
  budget: number;
  depth: number;
  ancestors: object[];
}

const deepest = 32;
const ellipsis = "…";

function cut(value: unknown, { budget, depth, ancestors }: Cut): unknown {
  if (typeof value === "string") return value.length > budget * 4 ? value.slice(0, budget * 4) + ellipsis : value;
  if (typeof value !== "object" || value === null) return value;
  if (depth >= deepest || ancestors.includes(value)) return ellipsis;
  const below: Cut = { budget: Math.max(1, budget >> 1), depth: depth + 1, ancestors: [...ancestors, value] };
  const inner = (item: unknown): unknown => cut(item, below);
  if (Array.isArray(value)) return value.slice(0, budget).map(inner);
  if (value instanceof Map) {
    return new Map([...value].slice(0, budget).map(([key, item]) => [inner(key), inner(item)]));
  }
  if (value instanceof Set) return new Set([...value].slice(0, budget).map(inner));
  if (value instanceof ArrayBuffer) return value.slice(0, budget * 2);
  if (ArrayBuffer.isView(value)) {
    return value.byteLength <= budget * 2 ? value : new Uint8Array(value.buffer, value.byteOffset, budget * 2);
  }
  return isBuiltIn(value) ? value : cutRecord(value, { keys: budget, inner });
}

function cutRecord(value: object, { keys, inner }: { keys: number; inner(item: unknown): unknown }): object {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value).slice(0, keys)) setKey(result, key, inner(Reflect.get(value, key)));
  return result;
}
