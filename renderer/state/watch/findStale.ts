import { isJsonEqual, type JsonObject } from "../../../core/base/json.ts";
import { readAppVariables } from "../../../core/model/readApplication.ts";
import { collectParameters, declaredNames } from "../../../core/model/stepKeys.ts";
import { classKey } from "../code/classKey.ts";
import type { Flow, FlowStep } from "../flow/Flow.ts";
import { findDownstream } from "../flow/reach.ts";

/** Why what a run shows of a step is no longer what the step would do now. */
export type StaleReason = "disabled" | "enabled" | "parameters" | "code" | "wires" | "upstream";

/** A document as steps and edges, and what else its steps read. */
export interface StaleSide {
  flow: Flow;
  document: JsonObject;
}

export interface StaleSource {
  /** What the run was accepted with. */
  run: StaleSide;
  present: StaleSide;
  /** By `classKey`: classes whose code is another one than in the run. */
  changedClasses: ReadonlySet<string>;
}

/**
 * The steps that changed since a run, matched by id: whether they run at all, their class, parameters or the variables in them, their code, the
 * wires that lead to them, or any step upstream. Names, places and retries change nothing of what a step does.
 */
export function findStale({ run, present, changedClasses }: StaleSource): ReadonlyMap<string, StaleReason> {
  const variables = changedVariables(run.document, present.document);
  const [wiresBefore, wiresNow] = [incomingOf(run.flow), incomingOf(present.flow)];
  const stale = new Map<string, StaleReason>();
  for (const step of present.flow.steps) {
    const before = run.flow.byId.get(step.id);
    // What the run did not have it shows nothing of, but what comes after a new step is stale by its wires.
    if (before === undefined) continue;
    if (before.disabled !== step.disabled) stale.set(step.id, step.disabled ? "disabled" : "enabled");
    else if (isChanged(before, step) || usesAny(step, variables)) stale.set(step.id, "parameters");
    else if (changedClasses.has(classKey(step))) stale.set(step.id, "code");
    else if (wiresBefore.get(step.id) !== wiresNow.get(step.id)) stale.set(step.id, "wires");
  }
  for (const id of findDownstream(present.flow, [...stale.keys()])) {
    if (!stale.has(id) && run.flow.byId.has(id)) stale.set(id, "upstream");
  }
  return stale;
}

function isChanged(before: FlowStep, now: FlowStep): boolean {
  if (before.entry === now.entry) return false;
  if (before.file !== now.file || before.syncpack !== now.syncpack) return true;
  const declared = declaredNames(now.manifest);
  return !isJsonEqual(collectParameters(before.entry, declared), collectParameters(now.entry, declared));
}

/** The incoming wires of each step as one text. */
function incomingOf({ edges }: Flow): ReadonlyMap<string, string> {
  const lists = new Map<string, string[]>();
  for (const { id, to } of edges) {
    const list = lists.get(to);
    if (list === undefined) lists.set(to, [id]);
    else list.push(id);
  }
  return new Map([...lists].map(([to, ids]) => [to, ids.sort().join("\n")]));
}

function changedVariables(before: JsonObject, now: JsonObject): string[] {
  const values = (document: JsonObject) =>
    new Map(readAppVariables(document).map(({ name, value, defaultValue }) => [name, value ?? defaultValue ?? null]));
  const [old, present] = [values(before), values(now)];
  return [...new Set([...old.keys(), ...present.keys()])].filter(
    (name) => !isJsonEqual(old.get(name) ?? null, present.get(name) ?? null),
  );
}

function usesAny({ entry }: FlowStep, variables: readonly string[]): boolean {
  if (variables.length === 0) return false;
  const text = JSON.stringify(entry);
  return variables.some((name) => text.includes(`\${appvar.${JSON.stringify(name).slice(1, -1)}}`));
}
