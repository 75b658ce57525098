import { maskJson } from "../../base/createMasker.ts";
import { isJsonObject, type JsonObject, type JsonValue, ownValue, setOwn } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { Secrets } from "../../engine/ports/EnginePorts.ts";
import { jsonPath } from "../../model/jsonPath.ts";
import type { StepRunRecord } from "../../model/RunRecord.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { type DataDiff, diffData } from "./diffData.ts";
import { type DataItem, type DataPath, listItems, OpenData } from "./OpenData.ts";
import { type DataSearch, searchData } from "./searchData.ts";
import { longestText, shortenJson } from "./shortenJson.ts";
import { type DataFile, toDataFile } from "./toDataFile.ts";

type Ports = Pick<ServicePorts, "runs" | "codec" | "blobFolder">;

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
/** Characters of a text that is asked for by its path. */
const longestValue = 100_000;

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
  page(stepRun: StepRunRecord, { path, from, limit }: { path: DataPath; from: number; limit: number }): DataPage {
    const data = this.open(stepRun);
    const page =
      path.length === 0 && data.kind !== undefined
        ? { kind: data.kind, count: data.count, items: data.items(from, from + limit) }
        : toPage(data.readAt(path), { from, limit });
    const budget = Math.max(leastItemBudget, Math.floor(pageBudget / Math.max(1, page.items.length)));
    const show = (value: unknown, most = longestText) => shortenJson(data.show(value), budget, most);
    return {
      path: jsonPath(path),
      kind: page.kind,
      from,
      ...(page.count === undefined ? {} : { count: page.count }),
      items: page.items.map(({ key, value }) => ({
        key: typeof key === "string" ? data.mask(key) : key,
        value: show(value),
      })),
      ...(page.kind === "value" ? { value: show(page.value, longestValue) } : {}),
    };
  }

  /** The inferred JSON schema of all that was saved. Throws as `page`. */
  schema(stepRun: StepRunRecord): JsonObject {
    return this.open(stepRun).schema();
  }

  /** Where a text is found; see `searchData`. Throws as `page`, and `wrong_use` for a cursor that is none. */
  search(stepRun: StepRunRecord, request: Parameters<typeof searchData>[1]): DataSearch {
    return searchData(this.open(stepRun), request);
  }

  /** What is different in what the other step run saved; see `diffData`. Throws as `search`. */
  diff(stepRun: StepRunRecord, other: StepRunRecord, request: Parameters<typeof diffData>[1]): DataDiff {
    return diffData({ from: this.open(other), to: this.open(stepRun) }, request);
  }

  /** What is at a path as a file. Throws as `page`. */
  file(stepRun: StepRunRecord, path: DataPath): DataFile {
    return toDataFile(this.open(stepRun), path);
  }

  /**
   * What the parameters of its last attempt were, resolved, by name: typed JSON, secrets masked, long values cut. Empty when it
   * used none, or they have expired. Throws `key_missing`.
   */
  parameters({ id, runId }: StepRunRecord): JsonObject {
    const { codec, runs } = this.ports;
    const sealed = runs.parameters(id);
    if (sealed === undefined) return {};
    const { dataKey, mask } = this.secrets.open(runs.plan(runId));
    const used = maskJson(codec.openParameters(sealed, dataKey), mask);
    if (!isJsonObject(used)) return {};
    const budget = Math.max(leastItemBudget, Math.floor(pageBudget / Math.max(1, Object.keys(used).length)));
    const shown: JsonObject = {};
    for (const name of Object.keys(used)) setOwn(shown, name, shortenJson(ownValue(used, name) ?? null, budget));
    return shown;
  }

  private open(stepRun: StepRunRecord): OpenData {
    const { data: summary, name } = stepRun;
    if (summary === undefined)
      throw new SluiceError("not_found", `The step "${name}" saved nothing.`, { details: { step: name } });
    const stored = this.ports.runs.output(stepRun.id);
    if (stored === undefined) {
      throw new SluiceError("outputs_expired", `What the step "${name}" saved has expired. Run it again.`, {
        details: { step: name },
      });
    }
    const { codec, blobFolder, runs } = this.ports;
    const { dataKey, mask } = this.secrets.open(runs.plan(stepRun.runId));
    return new OpenData({ stored, codec, options: { dataKey, blobFolder }, mask });
  }
}

interface RawPage {
  kind: DataPage["kind"];
  count?: number | undefined;
  items: DataItem[];
  value?: unknown;
}

function toPage(value: unknown, { from, limit }: { from: number; limit: number }): RawPage {
  const items = listItems(value);
  if (items === undefined) return { kind: "value", items: [], value };
  const kind = Array.isArray(value) ? "list" : "object";
  return { kind, count: items.length, items: items.slice(from, from + limit) };
}
