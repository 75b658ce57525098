import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import { listEntries, readApplication } from "../../model/readApplication.ts";
import { nearestName } from "../failures.ts";

/**
 * The part of a document that ends at some steps: these, all that is upstream of them, and the edges between. A run of it
 * is a run "to here". Throws `not_found` for a step that is not there.
 */
export function keepUpstream(document: ApplicationDocument, ends: readonly string[]): ApplicationDocument {
  const { steps } = readApplication(document, () => undefined);
  const names = steps.map(({ name }) => name);
  for (const end of ends) {
    if (names.includes(end)) continue;
    throw new SluiceError("not_found", `The application has no step "${end}".${nearestName(end, names)}`, {
      details: { step: end },
    });
  }
  const kept = new Set(ends);
  let before = 0;
  while (kept.size > before) {
    before = kept.size;
    for (const { name, outputTo, errorTo } of steps) {
      if ([...outputTo, ...errorTo].some((consumer) => kept.has(consumer))) kept.add(name);
    }
  }
  const entries = listEntries(document).filter((entry) => kept.has(String(ownValue(entry, "name"))));
  return { ...document, steps: entries.map((entry) => keepEdges(entry, kept)) };
}

function keepEdges(entry: JsonObject, kept: ReadonlySet<string>): JsonObject {
  const changed: JsonObject = { ...entry };
  for (const key of ["output_to", "error_to", "data_from"]) {
    const edges = ownValue(entry, key);
    if (Array.isArray(edges)) changed[key] = keepNames(edges, kept);
  }
  const routes = ownValue(entry, "routes");
  if (isJsonObject(routes)) {
    changed.routes = Object.fromEntries(
      Object.entries(routes).map(([output, to]) => [output, Array.isArray(to) ? keepNames(to, kept) : to]),
    );
  }
  return changed;
}

function keepNames(names: JsonValue[], kept: ReadonlySet<string>): JsonValue[] {
  return names.filter((name) => kept.has(String(name)));
}
