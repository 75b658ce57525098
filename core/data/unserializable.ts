import { types } from "node:util";

/** Why one value cannot be kept, its parts aside, such as `is a function`; undefined = it can. */
export function refusalOf(value: unknown): string | undefined {
  if (typeof value === "function") return "is a function";
  if (typeof value === "symbol") return "is a symbol";
  if (typeof value !== "object" || value === null) return undefined;
  if (types.isProxy(value)) return "is a Proxy";
  if (isPlain(value) || Array.isArray(value) || isBuiltIn(value)) return undefined;
  return refusalOfInstance(value);
}

/** The same for an object that is known to be an instance of a class that structured clone does not know. */
export function refusalOfInstance(value: object): string | undefined {
  if (isStream(value)) return `is a stream (${className(value)})`;
  if (types.isPromise(value)) return "is a promise; await it first";
  if (Object.keys(value).length === 0) {
    return `is an instance of ${className(value)}, which has no data of its own that can be saved`;
  }
  return undefined;
}

/** Plain and null-prototype objects, of this realm or another one. */
export function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "isPrototypeOf");
}

/** Kinds that structured clone keeps, arrays and plain objects aside. */
export function isBuiltIn(value: object): boolean {
  return (
    types.isDate(value) ||
    types.isRegExp(value) ||
    types.isMap(value) ||
    types.isSet(value) ||
    types.isNativeError(value) ||
    types.isArrayBuffer(value) ||
    ArrayBuffer.isView(value) ||
    (types.isBoxedPrimitive(value) && !types.isSymbolObject(value))
  );
}

/** The first part that cannot be kept, such as `$.rows[3].callback`, and why, such as `is a function`. Slower than the check it explains. */
export function explainRefusal(root: unknown): { path: string; reason: string } | undefined {
  const seen = new Set<object>();
  const queue: { value: unknown; path: string }[] = [{ value: root, path: "$" }];
  // Breadth first, so that the shortest path is named; the list grows while it is read.
  for (const { value, path } of queue) {
    const reason = refusalOf(value);
    if (reason !== undefined) return { path, reason };
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    for (const part of partsOf(value, path)) queue.push(part);
  }
  return undefined;
}

function* partsOf(value: object, path: string): Generator<{ value: unknown; path: string }> {
  if (ArrayBuffer.isView(value)) return;
  if (types.isMap(value)) {
    let index = 0;
    for (const [key, item] of value) {
      yield { value: key, path: `${path}.key(${index})` };
      yield { value: item, path: `${path}.get(${String(typeof key === "object" ? index : key)})` };
      index += 1;
    }
    return;
  }
  if (types.isSet(value)) {
    let index = 0;
    for (const item of value) yield { value: item, path: `${path}.item(${index++})` };
    return;
  }
  if (types.isNativeError(value)) {
    if (Object.hasOwn(value, "cause")) yield { value: value.cause, path: `${path}.cause` };
    return;
  }
  for (const key of Object.keys(value))
    yield { value: Reflect.get(value, key), path: `${path}${pathPart(value, key)}` };
}

function pathPart(parent: object, key: string): string {
  if (Array.isArray(parent) && /^\d+$/.test(key)) return `[${key}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

function isStream(value: object): boolean {
  return typeof Reflect.get(value, "pipe") === "function" || typeof Reflect.get(value, "getReader") === "function";
}

function className(value: object): string {
  const made: unknown = Reflect.get(value, "constructor");
  const name = typeof made === "function" ? made.name : "";
  return name !== "" && name !== "Object" ? name : Object.prototype.toString.call(value).slice(8, -1);
}
