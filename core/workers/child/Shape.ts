const { ownKeys, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;

interface Accessor {
  key: PropertyKey;
  get: (() => unknown) | undefined;
  set: ((value: unknown) => void) | undefined;
}

/** The properties of one shared object as they were, by identity. Fast: it runs after every attempt for hundreds of objects. */
export class Shape {
  private readonly name: string;
  private readonly target: object;
  private readonly additions: boolean;
  private readonly prototype: object | null;
  private keyCount: number;
  private readonly keys: PropertyKey[] = [];
  private readonly values: unknown[] = [];
  private readonly accessors: Accessor[] = [];

  /** `additions`: whether a new property counts as a change. */
  constructor(name: string, { target, additions }: { target: object; additions: boolean }) {
    this.name = name;
    this.target = target;
    // Node itself adds to `process` while it works.
    const isProcess = target === process;
    this.additions = additions && !isProcess;
    this.prototype = getPrototypeOf(target);
    const keys = ownKeys(target);
    this.keyCount = keys.length;
    for (const key of keys) {
      if (isLazyGlobal(target, key)) continue;
      const { value, get, set } = getOwnPropertyDescriptor(target, key) ?? {};
      if (get !== undefined || set !== undefined) this.accessors.push({ key, get, set });
      // NaN never equals itself, and a function's own length and name tell nothing.
      else if (!Number.isNaN(value) && !(isProcess && typeof value !== "function") && !isFunctionKey(target, key)) {
        this.keys.push(key);
        this.values.push(value);
      }
    }
  }

  /** The first difference in words. */
  findChange(): string | undefined {
    const { target, keys, values, accessors } = this;
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index] as PropertyKey;
      if ((target as Record<PropertyKey, unknown>)[key] !== values[index])
        return `${this.name}: ${String(key)} was changed`;
    }
    for (const accessor of accessors) {
      const found = getOwnPropertyDescriptor(target, accessor.key);
      if (found?.get !== accessor.get && !this.isLazyValue(accessor, found)) {
        return `${this.name}: ${String(accessor.key)} was changed`;
      }
    }
    if (getPrototypeOf(target) !== this.prototype) return `${this.name}: its prototype was changed`;
    if (this.additions && ownKeys(target).length !== this.keyCount) return this.findAddition();
    return undefined;
  }

  // Node loads some globals on first use: the getter then gives way to the value it had given.
  private isLazyValue(accessor: Accessor, found: PropertyDescriptor | undefined): boolean {
    if (found === undefined || !("value" in found) || accessor.get === undefined) return false;
    try {
      return accessor.get.call(this.target) === found.value;
    } catch {
      return false;
    }
  }

  private findAddition(): string | undefined {
    const known = new Set<PropertyKey>([...this.keys, ...this.accessors.map((accessor) => accessor.key)]);
    for (const key of ownKeys(this.target)) {
      if (known.has(key) || isFunctionKey(this.target, key) || isLazyGlobal(this.target, key)) continue;
      const value: unknown = Reflect.get(this.target, key);
      if (Number.isNaN(value)) continue;
      if (!isFetchAgent(key, value)) return `${this.name}: ${String(key)} was added`;
      // From now on it must stay what it is.
      this.keys.push(key);
      this.values.push(value);
      this.keyCount += 1;
    }
    return undefined;
  }
}

const fetchGlobals = new Set<PropertyKey>([
  "CloseEvent",
  "EventSource",
  "FormData",
  "Headers",
  "MessageEvent",
  "Request",
  "Response",
  "WebSocket",
]);

/** Globals that load Node's whole HTTP client when they are looked at (30 ms, 8 MB); they are not watched. */
export function isLazyGlobal(target: object, key: PropertyKey): boolean {
  return target === globalThis && fetchGlobals.has(key);
}

function isFunctionKey(target: object, key: PropertyKey): boolean {
  return typeof target === "function" && (key === "length" || key === "name" || key === "prototype");
}

// The first fetch in a process leaves its default agent in the global object.
function isFetchAgent(key: PropertyKey, value: unknown): boolean {
  const isUndici = typeof key === "symbol" && key.description?.startsWith("undici.") === true;
  return isUndici && typeof value === "object" && value?.constructor.name === "Agent";
}
