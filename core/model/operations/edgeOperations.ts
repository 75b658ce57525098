import { isJsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import type { Edit } from "./Edit.ts";
import type { EdgeOperation, OperationOf } from "./EditOperation.ts";
import { getStepEntry, getStepName, hasNamesake, refuse } from "./EditState.ts";
import { withKey } from "./objectKeys.ts";
import { replaceInList, replaceInRoutes } from "./stepReferences.ts";

export function applyEdgeOperation(edit: Edit, operation: EdgeOperation): void {
  if (operation.op === "connect") connect(edit, operation);
  else disconnect(edit, operation);
}

function connect(edit: Edit, operation: OperationOf<"connect">): void {
  const { from, to } = operation;
  const target = getStepName(edit.state, to);
  const source = getStepName(edit.state, from);
  if (from === to) throw refuse(`The step ${quote(source)} cannot lead to itself.`, { from, to });
  if (hasNamesake(edit.state, to)) throw refuse(`Two steps are named ${quote(target)}. Rename one of them first.`);
  if (operation.kind === "error") {
    const errorTo = readNames(edit, from, "error_to");
    if (errorTo.includes(target)) throw alreadyConnected(source, target);
    setStepKey(edit, from, "error_to", [...errorTo, target]);
    return;
  }
  const isConnected =
    readNames(edit, from, "output_to").includes(target) || readNames(edit, to, "data_from").includes(source);
  if (!isConnected) setStepKey(edit, from, "output_to", [...readNames(edit, from, "output_to"), target]);
  if (operation.output === undefined) {
    if (isConnected) throw alreadyConnected(source, target);
    return;
  }
  const routes = readRoutes(edit, from) ?? {};
  const route = ownValue(routes, operation.output) ?? [];
  if (!Array.isArray(route)) throw refuse(`The route ${quote(operation.output)} of ${quote(source)} is not a list.`);
  if (route.includes(target)) throw alreadyConnected(source, target);
  setStepKey(edit, from, "routes", withKey(routes, { key: operation.output, value: [...route, target] }));
}

function disconnect(edit: Edit, operation: OperationOf<"disconnect">): void {
  const { from, to } = operation;
  const target = getStepName(edit.state, to);
  const source = getStepName(edit.state, from);
  if (operation.kind === "error") {
    const errorTo = readNames(edit, from, "error_to");
    if (!errorTo.includes(target)) throw notConnected(source, target);
    setStepKey(edit, from, "error_to", replaceInList(errorTo, { name: target, to: undefined }));
    return;
  }
  if (operation.output !== undefined && removeFromRoute(edit, { ...operation, output: operation.output }) > 0) return;
  const outputTo = readNames(edit, from, "output_to");
  const dataFrom = readNames(edit, to, "data_from");
  if (!outputTo.includes(target) && !dataFrom.includes(source)) throw notConnected(source, target);
  if (outputTo.includes(target)) {
    setStepKey(edit, from, "output_to", replaceInList(outputTo, { name: target, to: undefined }));
  }
  if (dataFrom.includes(source)) {
    setStepKey(edit, to, "data_from", replaceInList(dataFrom, { name: source, to: undefined }));
  }
  const routes = readRoutes(edit, from);
  if (routes !== undefined && countRoutes(routes, target) > 0) {
    setStepKey(edit, from, "routes", replaceInRoutes(routes, { name: target, to: undefined }));
  }
}

/** Takes the target out of one route; returns how many other routes still lead to it. */
function removeFromRoute(edit: Edit, edge: { from: string; to: string; output: string }): number {
  const target = getStepName(edit.state, edge.to);
  const routes = readRoutes(edit, edge.from) ?? {};
  const route = ownValue(routes, edge.output);
  if (!Array.isArray(route) || !route.includes(target)) {
    throw refuse(`The output ${quote(edge.output)} does not lead to the step ${quote(target)}.`, edge);
  }
  const value = replaceInList(route, { name: target, to: undefined });
  const rest = withKey(routes, { key: edge.output, value });
  setStepKey(edit, edge.from, "routes", Object.keys(rest).length === 0 ? undefined : rest);
  return countRoutes(rest, target);
}

function countRoutes(routes: Record<string, JsonValue>, target: string): number {
  return Object.values(routes).filter((list) => Array.isArray(list) && list.includes(target)).length;
}

function readNames(edit: Edit, step: string, key: string): JsonValue[] {
  const list = ownValue(getStepEntry(edit.state, step), key) ?? [];
  if (!Array.isArray(list)) throw refuse(`"${key}" of the step is not a list. Correct it first.`, { step, key });
  return list;
}

function readRoutes(edit: Edit, step: string): Record<string, JsonValue> | undefined {
  const routes = ownValue(getStepEntry(edit.state, step), "routes") ?? undefined;
  if (routes === undefined || routes === null) return undefined;
  if (!isJsonObject(routes)) throw refuse(`"routes" of the step is not an object. Correct it first.`, { step });
  return routes;
}

function setStepKey(edit: Edit, step: string, key: string, value: JsonValue | undefined): void {
  edit.setKey({ list: "steps", id: step }, key, value);
}

function alreadyConnected(source: string, target: string): Error {
  return refuse(`The step ${quote(source)} already leads to ${quote(target)} this way.`, { source, target });
}

function notConnected(source: string, target: string): Error {
  return refuse(`The step ${quote(source)} does not lead to ${quote(target)} this way.`, { source, target });
}

function quote(name: string): string {
  return JSON.stringify(name);
}
