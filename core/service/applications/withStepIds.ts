import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import type { ApplicationDocument, StepView } from "../../model/ApplicationDocument.ts";
import { readApplication } from "../../model/readApplication.ts";
import { replace } from "../configurations/sealConfiguration.ts";

/** Distance of the cards of steps that were never placed. */
const spacing = { x: 280, y: 140 };

/** The document with the id of every step in `layout.steps` (semantics, section 1); steps without a place get one. */
export function withStepIds(document: ApplicationDocument, stepIds: Record<string, string>): ApplicationDocument {
  const present = ownValue(document, "layout");
  const layout = isJsonObject(present) ? present : { version: 1 };
  const placed = ownValue(layout, "steps");
  const entries = (Array.isArray(placed) ? placed : []).map((entry) => withId(entry, stepIds));
  const known = new Set(entries.map((entry) => (isJsonObject(entry) ? ownValue(entry, "step") : undefined)));
  const { steps } = readApplication(document, () => undefined);
  const ranks = rankSteps(steps);
  const rows = new Map<number, number>();
  for (const { name } of steps) {
    const id = Object.hasOwn(stepIds, name) ? stepIds[name] : undefined;
    const rank = ranks.get(name) ?? 0;
    const row = rows.get(rank) ?? 0;
    rows.set(rank, row + 1);
    if (known.has(name) || id === undefined) continue;
    entries.push({ id, step: name, x: rank * spacing.x, y: row * spacing.y });
  }
  return replace(document, "layout", replace(layout, "steps", entries));
}

function withId(entry: JsonValue, stepIds: Record<string, string>): JsonValue {
  const step = isJsonObject(entry) ? ownValue(entry, "step") : undefined;
  const id = typeof step === "string" && Object.hasOwn(stepIds, step) ? stepIds[step] : undefined;
  return isJsonObject(entry) && id !== undefined ? ({ id, ...replace(entry, "id", id) } as JsonObject) : entry;
}

/** The longest way from a root to each step; steps on a cycle keep the rank they have when it is found. */
function rankSteps(steps: readonly StepView[]): Map<string, number> {
  const waits = new Map(steps.map((step) => [step.name, 0]));
  const targets = (step: StepView): Set<string> => new Set([...step.outputTo, ...step.errorTo]);
  for (const step of steps) for (const target of targets(step)) waits.set(target, (waits.get(target) ?? 0) + 1);
  const ranks = new Map<string, number>();
  const byName = new Map(steps.map((step) => [step.name, step]));
  const ready = steps.filter((step) => waits.get(step.name) === 0);
  for (let step = ready.shift(); step !== undefined; step = ready.shift()) {
    const rank = ranks.get(step.name) ?? 0;
    ranks.set(step.name, rank);
    for (const target of targets(step)) {
      ranks.set(target, Math.max(ranks.get(target) ?? 0, rank + 1));
      const left = (waits.get(target) ?? 0) - 1;
      waits.set(target, left);
      const next = left === 0 ? byName.get(target) : undefined;
      if (next !== undefined) ready.push(next);
    }
  }
  return ranks;
}
