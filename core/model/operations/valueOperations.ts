import { isJsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import { isStepBaseKey, manualStepKeys } from "../stepKeys.ts";
import type { Edit } from "./Edit.ts";
import type { OperationOf, ValueOperation } from "./EditOperation.ts";
import { getStepEntry, refuse } from "./EditState.ts";
import { withKey } from "./objectKeys.ts";

export function applyValueOperation(edit: Edit, operation: ValueOperation): void {
  if (operation.op === "setParameter") setParameter(edit, operation);
  else setBase(edit, operation);
}

function setParameter(edit: Edit, { step, path, value }: OperationOf<"setParameter">): void {
  const [name, ...inner] = path;
  if (typeof name !== "string" || name === "") throw refuse("The path of a parameter begins with its name.", { path });
  if (manualStepKeys.has(name)) {
    throw refuse(`${JSON.stringify(name)} is a base key of every step and never a parameter.`, { step, name });
  }
  const present = ownValue(getStepEntry(edit.state, step), name);
  const next = inner.length === 0 ? value : withValueAt({ root: present, path: inner, value, depth: 0 });
  edit.setKey({ list: "steps", id: step }, name, next);
}

function setBase(edit: Edit, { step, key, value }: OperationOf<"setBase">): void {
  if (key === "name") throw refuse("The name of a step is changed by renaming it, so that its edges follow.", { step });
  if (!isStepBaseKey(key)) throw refuse(`${JSON.stringify(key)} is no base key; set it as a parameter.`, { step, key });
  getStepEntry(edit.state, step);
  edit.setKey({ list: "steps", id: step }, key, value);
}

/** A copy of a value with what lies at a path set or removed; objects on the way must exist. */
function withValueAt(change: {
  root: JsonValue | undefined;
  path: readonly (string | number)[];
  value: JsonValue | undefined;
  depth: number;
}): JsonValue | undefined {
  const { root, path, value, depth } = change;
  const part = path[depth];
  if (part === undefined) return value;
  if (Array.isArray(root) && typeof part === "number") {
    if (!Number.isInteger(part) || part < 0 || part > root.length || (value === undefined && part === root.length)) {
      throw refuse(`The list has no place ${part}.`, { path });
    }
    const inner = withValueAt({ ...change, root: root[part], depth: depth + 1 });
    return inner === undefined ? root.toSpliced(part, 1) : root.toSpliced(part, 1, inner);
  }
  if (isJsonObject(root) && typeof part === "string") {
    return withKey(root, {
      key: part,
      value: withValueAt({ ...change, root: ownValue(root, part), depth: depth + 1 }),
    });
  }
  throw refuse(`The parameter has nothing at ${JSON.stringify(part)}; it was changed since.`, { path });
}
