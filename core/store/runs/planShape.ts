import { createHash } from "node:crypto";
import { isJsonEqual, type JsonObject, stringifyJson } from "../../base/json.ts";
import { rememberLast } from "../../base/rememberLast.ts";
import { open, seal } from "../../data/seal.ts";
import type { RunPlan } from "../../engine/ports/RunStore.ts";
import type { StoredData } from "../../model/StoredData.ts";

/** The part of a plan that many runs share, as JSON texts. */
export interface PlanShape {
  /** sha256 of the texts. */
  hash: string;
  document: string;
  classes: string;
  configuration: string | null;
  stepIds: string;
  /** JSON list of the hashes of its compiled classes. */
  classHashes: string;
}

/** The columns of a stored plan. */
export interface PlanRow {
  document: string;
  classes: string;
  configuration: string | null;
  step_ids: string;
  parameters: Uint8Array | null;
  wrapped_data_key: string;
  inherited_secrets: string;
  workers: number | null;
  resolved_references: string | null;
  at_once: number | null;
}

/** Of the tables `run_plans p` and `plan_shapes h`. */
export const planColumns = `h.document, h.classes, h.configuration, h.step_ids, p.parameters, p.wrapped_data_key,
  p.inherited_secrets, p.workers, p.resolved_references, p.at_once`;

const parametersLabel = "sluice:run-time-parameters:1";

type Shaped = Pick<RunPlan, "document" | "classes" | "configuration" | "stepIds">;

const shapeOf = rememberLast(makeShape, { key: ({ document }: Shaped) => document, isSame: areSame });

/** The shape of a plan. It is kept as long as its document: thousands of runs of one may begin together. */
export function toPlanShape({ document, classes, configuration, stepIds }: Shaped): PlanShape {
  return shapeOf({ document, classes, configuration, stepIds });
}

function areSame(one: Shaped, other: Shaped): boolean {
  if (!isJsonEqual(one.configuration, other.configuration) || !isJsonEqual(one.stepIds, other.stepIds)) return false;
  const keys = Object.keys(one.classes);
  if (keys.length !== Object.keys(other.classes).length) return false;
  return keys.every((key) => {
    const [a, b] = [one.classes[key], other.classes[key]];
    return a?.manifest === b?.manifest && a?.reference === b?.reference;
  });
}

function makeShape(plan: Shaped): PlanShape {
  const texts = {
    document: stringifyJson(plan.document),
    classes: JSON.stringify(plan.classes),
    configuration: plan.configuration === undefined ? null : stringifyJson(plan.configuration),
    stepIds: JSON.stringify(plan.stepIds),
  };
  const hash = createHash("sha256");
  for (const text of Object.values(texts)) hash.update(`${text?.length ?? -1}:${text ?? ""}`);
  const classHashes = [...new Set(Object.values(plan.classes).map(({ reference }) => reference.hash))];
  return { hash: hash.digest("hex"), ...texts, classHashes: JSON.stringify(classHashes) };
}

/** Run-time parameters at rest; null = there are none. */
export function sealParameters(parameters: JsonObject, dataKey: () => Uint8Array): Uint8Array | null {
  const text = stringifyJson(parameters);
  return text === "{}" ? null : seal(Buffer.from(text), { dataKey: dataKey(), label: parametersLabel });
}

/** The plan of a row. `unwrap` is called only if the run has run-time parameters; `parse` reads what runs may share. */
export function toRunPlan(
  row: PlanRow,
  {
    pins,
    unwrap,
    parse,
  }: {
    pins: Record<string, StoredData>;
    unwrap: (wrapped: string) => Uint8Array | undefined;
    parse: (text: string) => unknown;
  },
): RunPlan {
  return {
    document: parse(row.document) as RunPlan["document"],
    classes: parse(row.classes) as RunPlan["classes"],
    configuration: row.configuration === null ? undefined : (parse(row.configuration) as RunPlan["configuration"]),
    parameters: openParameters(row, unwrap),
    wrappedDataKey: row.wrapped_data_key,
    inheritedSecrets: JSON.parse(row.inherited_secrets),
    stepIds: parse(row.step_ids) as RunPlan["stepIds"],
    pins,
    workers: row.workers ?? undefined,
    ...(row.at_once === null ? {} : { atOnce: row.at_once }),
    ...(row.resolved_references === null ? {} : { references: JSON.parse(row.resolved_references) }),
  };
}

function openParameters(row: PlanRow, unwrap: (wrapped: string) => Uint8Array | undefined): JsonObject {
  if (row.parameters === null) return {};
  const dataKey = unwrap(row.wrapped_data_key);
  if (dataKey === undefined) return {};
  return JSON.parse(open(row.parameters, { dataKey, label: parametersLabel }).toString());
}
