import { isJsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import { toTextList } from "../baseValues.ts";
import { joinEdges, pickSteps } from "../joinEdges.ts";
import { findOwnStepKey } from "../stepKeys.ts";
import { findCycles } from "./findCycles.ts";
import type { ProblemList } from "./ProblemList.ts";
import { quote, type StepCheck } from "./StepCheck.ts";

/** Checks that every edge leads to another known step, that routes are a part of the output edges, and that nothing goes in a circle. */
export function checkEdges(steps: readonly StepCheck[], list: ProblemList): void {
  const edges = joinEdges(steps.map((step) => step.entry));
  const next = steps.map((step) => {
    checkTargets({ step, key: "output_to", value: ownValue(step.entry, "output_to"), edges }, list);
    checkTargets({ step, key: "data_from", value: ownValue(step.entry, "data_from"), edges }, list);
    const errorTo = findOwnStepKey(step.entry, "error_to", step.declared);
    checkTargets({ step, key: "error_to", value: errorTo, edges }, list);
    const outputTo = edges.outputTo(step.index);
    checkRoutes(step, new Set(outputTo), list);
    return positionsOf([...outputTo, ...pickSteps(errorTo, edges)], edges);
  });
  for (const { cycle, others } of findCycles(next)) {
    const names = cycle.map(edges.name);
    const first = cycle[0] ?? 0;
    const rest = others.map(edges.name);
    const message = `${[...names, edges.name(first)].map(quote).join(" -> ")} is a cycle${describeRest(rest)}. Remove one of these edges; a step cannot wait for itself.`;
    list.error({
      code: "cycle",
      path: ["steps", first],
      message,
      step: edges.name(first),
      steps: [...names, ...rest],
    });
  }
}

type Edges = ReturnType<typeof joinEdges>;

function positionsOf(names: readonly string[], edges: Edges): number[] {
  return names.flatMap((name) => edges.position(name) ?? []);
}

function checkTargets(
  check: { step: StepCheck; key: string; value: JsonValue | undefined; edges: Edges },
  list: ProblemList,
): void {
  const { step, key, value, edges } = check;
  (Array.isArray(value) ? value : []).forEach((target, position) => {
    if (typeof target !== "string") return;
    const path = ["steps", step.index, key, position];
    if (target === step.name) {
      const message = `${step.label} names itself in "${key}". Remove it; a step cannot wait for itself.`;
      list.error({ code: "self_edge", path, message, step: step.name });
    } else if (edges.position(target) === undefined) {
      const message = `${step.label} names ${quote(target)} in "${key}", but there is no such step. Add it, or remove the edge.`;
      list.error({ code: "unknown_edge_target", path, message, step: step.name });
    }
  });
}

function checkRoutes(step: StepCheck, outputTo: ReadonlySet<string>, list: ProblemList): void {
  const routes = findOwnStepKey(step.entry, "routes", step.declared);
  if (!isJsonObject(routes)) return;
  for (const output of Object.keys(routes)) {
    (toTextList(routes[output]) ?? []).forEach((target, position) => {
      if (outputTo.has(target)) return;
      const message = `${step.label}: the route ${quote(output)} leads to ${quote(target)}, which is not among its output edges. Add it to "output_to", or remove it from the route.`;
      list.error({
        code: "invalid_route",
        path: ["steps", step.index, "routes", output, position],
        message,
        step: step.name,
      });
    });
  }
}

function describeRest(names: readonly string[]): string {
  if (names.length === 0) return "";
  const shown = names.slice(0, 10).map(quote).join(", ");
  const more = names.length > 10 ? ` and ${names.length - 10} more` : "";
  return `, tangled with ${shown}${more}`;
}
