import { toBase64 } from "../../core/base/base64.ts";
import type { JsonObject, JsonValue } from "../../core/base/json.ts";
import type { ApiClient } from "../../core/client/ApiClient.ts";
import { jsonPath, parseJsonPath } from "../../core/model/jsonPath.ts";
import type { StepDataPlace, StepDataPort } from "../state/ports/StepDataPort.ts";

/** What steps saved, over the API. */
export function createStepDataPort(client: ApiClient): StepDataPort {
  const paramsOf = ({ run, stepRun }: StepDataPlace) => ({ run_id: run, step: stepRun });
  return {
    async page(place, { path, from, limit }) {
      const query = { path: jsonPath(path), from, limit };
      const page = await client.call("getStepData", { params: paramsOf(place), query });
      return {
        kind: page.kind,
        count: page.count ?? 0,
        items: page.items as { key: string | number; value: JsonValue }[],
        value: page.value as JsonValue | undefined,
      };
    },
    async whole(place) {
      const response = await client.send("downloadStepData", { params: paramsOf(place) });
      const type = response.headers.get("content-type") ?? "";
      if (type.startsWith("application/json")) return (await response.json()) as JsonValue;
      if (type.startsWith("text/plain")) return response.text();
      return { $type: "bytes", value: toBase64(new Uint8Array(await response.arrayBuffer())) };
    },
    async sample(step) {
      // Asked for the one that most steps of a new flow do not have, the browser would complain of each.
      const { samples } = await client.call("listSamples", { query: { step_id: step } });
      return samples.map(({ data, bytes, at }) => ({ data: data as JsonValue, bytes, at: Date.parse(at) }))[0];
    },
    async parameters(place) {
      return (await client.call("getStepParameters", { params: paramsOf(place) })) as JsonObject;
    },
    async schema(place) {
      return (await client.call("getStepDataSchema", { params: paramsOf(place) })) as JsonObject;
    },
    async search(place, { text, path, cursor }) {
      const query = { text, path: jsonPath(path), ...(cursor === undefined ? {} : { cursor }) };
      const { hits, next } = await client.call("searchStepData", { params: paramsOf(place), query });
      const found = hits.map((hit) => ({ path: toPath(hit.path), in: hit.in, value: hit.value as JsonValue }));
      return { found, next: next ?? undefined };
    },
    async diff(place, { with: other, cursor, signal }) {
      const query = { with: other, ...(cursor === undefined ? {} : { cursor }) };
      const { changes, next } = await client.call("diffStepData", {
        params: paramsOf(place),
        query,
        ...(signal === undefined ? {} : { signal }),
      });
      const found = changes.map(({ path, kind, from, to }) => ({
        path: toPath(path),
        kind,
        from: from as JsonValue | undefined,
        to: to as JsonValue | undefined,
      }));
      return { found, next: next ?? undefined };
    },
    fileAddress({ run, stepRun }, path) {
      const step = `${encodeURIComponent(run)}/steps/${encodeURIComponent(stepRun)}`;
      return `/api/v1/runs/${step}/file?path=${encodeURIComponent(jsonPath(path))}`;
    },
  };
}

function toPath(text: string): (string | number)[] {
  return parseJsonPath(text) ?? [];
}
