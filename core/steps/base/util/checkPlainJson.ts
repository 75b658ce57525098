/** Throws a TypeError with the place of the first value that JSON cannot hold; `what` begins its message. undefined as a whole passes. */
export function checkPlainJson(value: unknown, what: string): void {
  const pending: { value: unknown; path: string }[] = value === undefined ? [] : [{ value, path: "" }];
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    const { value: one, path } = item;
    if (isScalar(one)) continue;
    if (!isPlain(one)) {
      throw new TypeError(`${what} is no JSON${path === "" ? "" : ` at ${path.slice(1)}`}: ${nameOf(one)}`);
    }
    for (const [key, inner] of Object.entries(one)) pending.push({ value: inner, path: `${path}.${key}` });
  }
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
}

function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}

function nameOf(value: unknown): string {
  if (typeof value === "object" && value !== null) return value.constructor.name;
  return typeof value === "number" ? String(value) : typeof value;
}
