import type { JsonObject } from "../../../core/base/json.ts";
import { nameClass } from "../../../core/model/nameClass.ts";
import { renameClass } from "../../../core/model/renameClass.ts";
import type { StepManifest } from "../../../core/model/StepManifest.ts";
import type {
  BrokenClass,
  ClassCheck,
  ClassList,
  ClassOrigin,
  ClassPort,
  ClassText,
  ClassVersion,
} from "../../../renderer/state/ports/ClassPort.ts";
import { buildManifest } from "./buildManifest.ts";

interface KeptClass {
  versions: string[];
  draft: string | undefined;
}

/** Step classes whose code a test gives; a class of a pack has the code of nobody and cannot be written. */
export class MemoryClasses implements ClassPort {
  readonly own = new Map<string, KeptClass>();
  readonly schemas = new Map<string, JsonObject>();
  /** Classes that could not be read. */
  broken: BrokenClass[] = [];
  /** Every draft that was sent, in order. */
  readonly sent: string[] = [];
  /** What writing rejects with. */
  failure: string | undefined;
  check: ClassCheck = { manifest: undefined, problem: undefined, errors: [] };
  /** Names of the applications that use a class. */
  listUses: (name: string) => string[] = () => [];
  private readonly read: () => Promise<readonly StepManifest[]>;
  private readonly removed = new Set<string>();
  private readonly listeners = new Set<() => void>();

  constructor(read: () => Promise<readonly StepManifest[]> = async () => []) {
    this.read = read;
  }

  async list(): Promise<ClassList> {
    const given = (await this.read()).filter(({ file }) => !this.removed.has(file));
    const others = [...this.own].filter(([name]) => given.every(({ file }) => file !== name));
    const published = others.filter(([, { versions }]) => versions.length > 0);
    const classes = [...given, ...published.map(([file]) => buildManifest({ file }))];
    return {
      classes,
      broken: this.broken,
      packNames: new Map(),
      findKeptProblem: () => undefined,
      versionOf: () => undefined,
      manifests: (file, syncpack) =>
        classes.find((one) => one.file === file && (syncpack === undefined || one.syncpack === syncpack)),
    };
  }

  async open(name: string, _from?: ClassOrigin): Promise<ClassText> {
    const own = this.own.get(name);
    if (this.removed.has(name)) throw new Error(`There is no step class "${name}".`);
    return {
      code: own?.draft ?? own?.versions.at(-1) ?? `export default class ${name} {}\n`,
      main: `${name}.ts`,
      files: {},
      isOwn: own !== undefined,
      isDraft: own?.draft !== undefined,
      owner: own === undefined ? "a pack" : "your own step classes",
      manifest: undefined,
      usedBy: this.listUses(name),
    };
  }

  async saveDraft(name: string, code: string): Promise<ClassCheck> {
    if (this.failure !== undefined) throw new Error(this.failure);
    this.sent.push(code);
    this.keep(name).draft = code;
    return this.check;
  }

  async discardDraft(name: string): Promise<void> {
    this.keep(name).draft = undefined;
  }

  async publish(name: string): Promise<readonly string[]> {
    if (this.failure !== undefined) throw new Error(this.failure);
    const kept = this.keep(name);
    if (kept.draft !== undefined) kept.versions.push(kept.draft);
    kept.draft = undefined;
    for (const listener of this.listeners) listener();
    return [];
  }

  async create(name: string, code: string): Promise<void> {
    this.keep(name).versions.push(code);
  }

  async copy(name: string, { to, friendlyName }: { to: string; friendlyName?: string }): Promise<void> {
    if (this.own.has(to)) throw new Error(`There is a step class "${to}" already.`);
    const present = this.own.get(name)?.versions.at(-1) ?? (await this.open(name)).code;
    const renamed = renameClass(present, { from: name, to });
    await this.create(to, friendlyName === undefined ? renamed : nameClass(renamed, friendlyName));
  }

  async remove(name: string): Promise<void> {
    if (!this.own.delete(name)) throw new Error(`There is no step class "${name}".`);
    this.removed.add(name);
  }

  async versions(name: string): Promise<readonly ClassVersion[]> {
    const { versions } = this.keep(name);
    return versions.map((_, index) => ({
      hash: String(index),
      createdAt: index,
      isCurrent: index === versions.length - 1,
    }));
  }

  async versionCode(name: string, hash: string): Promise<string> {
    return this.keep(name).versions[Number(hash)] ?? "";
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async readSchemas(_application: string, steps: readonly string[]): Promise<ReadonlyMap<string, JsonObject>> {
    return new Map([...this.schemas].filter(([step]) => steps.includes(step)));
  }

  private keep(name: string): KeptClass {
    const kept = this.own.get(name) ?? { versions: [], draft: undefined };
    this.own.set(name, kept);
    this.removed.delete(name);
    return kept;
  }
}
