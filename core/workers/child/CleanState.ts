import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { setTimeout as delay } from "node:timers/promises";
import { untilClosed } from "../../sdk/ssh/closing.ts";
import { isLazyGlobal, Shape } from "./Shape.ts";

const { Reflect: reflect, Object: object } = globalThis;
/** Handles that are just closing get so many ms before they count as left behind. */
const patience = [0, 2, 20, 100];
/** Modules whose functions are often replaced by step code or packages; others join when they are imported. */
const watchedModules = ["node:fs", "node:fs/promises", "node:path", "node:util", "node:events", "node:process"];

/** What a worker looked like before any step code ran, and whether it still does. */
export class CleanState {
  private readonly shapes: Shape[] = [];
  private readonly known = new Set<object>();
  private readonly modules = new Set<string>();
  private readonly resources: Map<string, number>;
  private readonly listeners: Map<string | symbol, number>;
  private readonly environment: string;
  private readonly folder: string;
  private readonly childrenFile = `/proc/${process.pid}/task/${process.pid}/children`;
  private readonly memoryLimit: number;

  /** `memoryMb`: a process that keeps more than three quarters of it is replaced as well. */
  constructor(memoryMb: number) {
    this.memoryLimit = process.memoryUsage.rss() + memoryMb * 786_432;
    for (const [name, value] of intrinsics()) this.add(name, value);
    this.add("globalThis", globalThis);
    for (const name of watchedModules) this.addModule(name);
    this.resources = countResources();
    this.listeners = countListeners();
    this.environment = JSON.stringify(process.env);
    this.folder = process.cwd();
  }

  /** Called before step code can see a module of Node for the first time. */
  addModule(specifier: string): void {
    const name = specifier.startsWith("node:") ? specifier : `node:${specifier}`;
    if (this.modules.has(name) || !isBuiltin(name)) return;
    this.modules.add(name);
    const exports: unknown = process.getBuiltinModule(name);
    if (typeof exports === "object" && exports !== null) this.add(name, exports, { additions: false });
    else if (typeof exports === "function") this.add(name, exports);
  }

  /** What differs; empty = clean. Waits a little for handles that are just closing. */
  async findDifferences(): Promise<string[]> {
    const reasons = this.findChanges();
    if (reasons.length > 0) return reasons;
    let left = this.findLeftovers();
    if (left.length > 0) {
      await untilClosed();
      left = this.findLeftovers();
    }
    for (const wait of patience) {
      if (left.length === 0) return left;
      await (wait === 0 ? new Promise<void>((resolve) => setImmediate(resolve)) : delay(wait));
      left = this.findLeftovers();
    }
    return left;
  }

  private add(name: string, value: object, options = { additions: true }): void {
    if (this.known.has(value)) return;
    this.known.add(value);
    this.shapes.push(new Shape(name, { target: value, ...options }));
  }

  private findChanges(): string[] {
    const reasons: string[] = [];
    for (const shape of this.shapes) {
      const change = shape.findChange();
      if (change !== undefined) reasons.push(change);
    }
    if (JSON.stringify(process.env) !== this.environment) reasons.push("process.env was changed");
    if (process.cwd() !== this.folder) reasons.push("the working folder was changed");
    const listeners = process.eventNames();
    if (listeners.length !== this.listeners.size) reasons.push("listeners on process were added or removed");
    else {
      for (const name of listeners) {
        if (this.listeners.get(name) !== process.listenerCount(name))
          reasons.push(`listeners on process ${String(name)}`);
      }
    }
    if (process.memoryUsage.rss() > this.memoryLimit)
      reasons.push("it keeps more than three quarters of its memory limit");
    return reasons;
  }

  private findLeftovers(): string[] {
    const reasons: string[] = [];
    for (const [name, count] of countResources()) {
      if (count > (this.resources.get(name) ?? 0)) reasons.push(`left behind: ${name}`);
    }
    if (process.platform === "linux" && readFileSync(this.childrenFile, "latin1").trim() !== "") {
      reasons.push("left behind: a child process");
    }
    return reasons;
  }
}

function countResources(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of process.getActiveResourcesInfo()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function countListeners(): Map<string | symbol, number> {
  return new Map(process.eventNames().map((name) => [name, process.listenerCount(name)]));
}

// Constructors, prototypes and namespaces of the language and of Node's globals that are loaded already.
function* intrinsics(): Generator<[string, object]> {
  for (const scope of [globalThis, Intl] as object[]) {
    for (const key of reflect.ownKeys(scope)) {
      if (isLazyGlobal(scope, key)) continue;
      const value: unknown = object.getOwnPropertyDescriptor(scope, key)?.value;
      if (value === globalThis || !isObject(value)) continue;
      yield [String(key), value];
      const prototype: unknown = typeof value === "function" ? value.prototype : undefined;
      if (isObject(prototype)) yield [`${String(key)}.prototype`, prototype];
    }
  }
  const samples: object[] = [
    async () => undefined,
    function* () {},
    async function* () {},
    (function* () {})(),
    (async function* () {})(),
    [][Symbol.iterator](),
    new Map().entries(),
    new Set().values(),
    ""[Symbol.iterator](),
    new Uint8Array(0),
    Int8Array,
  ];
  for (const sample of samples) {
    for (
      let prototype = object.getPrototypeOf(sample);
      isObject(prototype);
      prototype = object.getPrototypeOf(prototype)
    ) {
      yield [`prototype of ${object.prototype.toString.call(sample)}`, prototype];
    }
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
