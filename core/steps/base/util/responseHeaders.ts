import type { DataResponse } from "./requestData.ts";

/** `data` alone, or `{data, status, headers}` when header names are given; `*` keeps all. A header the answer lacks is left out. */
export function keepHeaders(response: DataResponse, keep: { names: readonly string[]; data: unknown }): unknown {
  if (keep.names.length === 0) return keep.data;
  const wanted = new Set(keep.names.map((name) => name.toLowerCase()));
  const kept = Object.entries(response.headers).filter(([name]) => wanted.has("*") || wanted.has(name));
  return { data: keep.data, status: response.status, headers: Object.fromEntries(kept) };
}
