import { ownValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ClassReference } from "../../engine/ports/StepWorkers.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import type { PackVersions } from "../../model/readPackVersions.ts";
import type { StepManifest } from "../../model/StepManifest.ts";
import { nearestName } from "../failures.ts";
import type { ClassSource, InstalledClass } from "../ports/ClassSources.ts";
import type { StepClassVersion } from "../ports/repositories.ts";
import type { ClassFiles, ClassTexts, CompiledClass } from "../ports/StepClasses.ts";
import { localUser, type ServicePorts } from "../ServicePorts.ts";
import { readClassFiles } from "../transfer/readClassFiles.ts";
import { createDeletion } from "../trash/createDeletion.ts";
import { findSource } from "./findSource.ts";
import { pinPacks } from "./pinPacks.ts";

type Ports = Pick<
  ServicePorts,
  "clock" | "random" | "stepClasses" | "compiler" | "manifests" | "manifestCache" | "classSources"
>;

/** A step class ready to be used by a run. */
export interface LoadedClass extends CompiledClass {
  manifest: StepManifest;
  /** Of its pack; undefined = it is in none. */
  version: string | undefined;
  /** Who holds it: a pack, a folder, or the data folder. */
  owner: string;
}

/** `version`: that of its pack; undefined = it is in none. */
type ClassOrigin = Pick<ClassSource, "file" | "syncpack" | "version" | "owner">;

/** One line of the list of step classes; `problem` says why a file cannot be used. */
export type StepClassEntry =
  | (ClassOrigin & { manifest: StepManifest })
  | (ClassOrigin & { manifest: undefined; problem: SluiceError });

/** The owner of the classes in the data folder. */
export const ownClasses = "your own step classes";

/** Use-cases of step classes: those of the built-in packs, of folders given for this process, and the user's own. */
export class StepClassService {
  private readonly ports: Ports;
  private checked: Promise<void> | undefined;

  constructor(ports: Ports) {
    this.ports = ports;
  }

  /**
   * Loads a class by the words of a step entry. An imported one that nothing has run yet is read only with `read`, as
   * that runs its code; else its manifest is `unread`. Throws `not_found`, `compile_failed`, `step_class_invalid`, and
   * what `check` throws.
   */
  async load(
    file: string,
    syncpack: string | undefined,
    options: { read: boolean; versions?: PackVersions | undefined },
  ): Promise<LoadedClass> {
    await this.check();
    const source = this.findSource(file, syncpack, options.versions);
    if (source !== undefined) return this.loadSource(source);
    const version = syncpack === undefined ? this.ports.stepClasses.find(file) : undefined;
    if (version !== undefined) return this.loadVersion(version, options);
    throw this.unknown(file, syncpack, options.versions);
  }

  /** Throws `not_found` for a folder that is not there, and `already_exists` when two owners hold a class of one name. */
  check(): Promise<void> {
    this.checked ??= this.assertUnique();
    return this.checked;
  }

  /** Every class by name, of its pack the newest version, or each with the newest first; a helper module in a folder is none. */
  async list({ allVersions = false } = {}): Promise<StepClassEntry[]> {
    const sources = this.ports.classSources.list();
    const wanted = allVersions ? sources : sources.filter((source) => findSource(sources, source) === source);
    const entries = await Promise.all(wanted.map((source) => this.describeSource(source)));
    const stored = this.ports.stepClasses.list().map((version) => ({
      file: version.file,
      syncpack: version.syncpack,
      version: undefined,
      owner: ownClasses,
      manifest: this.manifestOf(version),
    }));
    const known = entries.filter((entry) => entry !== undefined);
    return [...known, ...stored].sort((a, b) => Number(a.file > b.file) - Number(a.file < b.file));
  }

  /** Names of all classes, without loading any. */
  listNames(): string[] {
    const files = this.ports.classSources.list().map((source) => source.file);
    return [...new Set([...files, ...this.ports.stepClasses.list().map((version) => version.file)])].sort();
  }

  /**
   * Takes a file over into the data folder and runs nothing of it. Undefined: it holds no step class. Throws `already_exists` for the name of
   * another owner's class, or of an own one that differs without `overwrite`.
   */
  async import(
    path: string,
    options: { overwrite: boolean },
  ): Promise<{ file: string; result: "added" | "replaced" | "unchanged" } | undefined> {
    const text = await this.ports.classSources.read(path);
    if (!hasDefaultExport(text)) return undefined;
    return this.store(await this.ports.compiler.compile({ path, syncpack: undefined }), { ...options, path });
  }

  /** Takes over a class that came as texts and runs nothing of it. `originFolder`: where packages that it imports are looked for. Throws as `import`, and `step_class_invalid`. */
  async importFiles(
    given: ClassFiles,
    { overwrite, originFolder }: { overwrite: boolean; originFolder?: string | undefined },
  ): Promise<{ file: string; result: "added" | "replaced" | "unchanged" }> {
    const compiled = await this.compileFiles(given);
    if (originFolder !== undefined) compiled.reference = { ...compiled.reference, originFolder };
    return this.store(compiled, { overwrite, path: given.main });
  }

  /** The texts of a class in a file and of all it imports by path. Undefined: it holds no step class. Throws `compile_failed`, `not_found`. */
  async readFiles(path: string): Promise<ClassFiles | undefined> {
    if (!hasDefaultExport(await this.ports.classSources.read(path))) return undefined;
    const { reference, readTexts } = await this.ports.compiler.compile({ path, syncpack: undefined });
    return readClassFiles({ file: reference.file, ...(await readTexts()) });
  }

  /** Compiles a class that came as texts; runs and stores nothing of it. Throws `compile_failed` with its places, `step_class_invalid`. */
  async compileFiles(given: ClassFiles): Promise<CompiledClass> {
    if (!hasDefaultExport(given.files[given.main] ?? "")) {
      throw new SluiceError("step_class_invalid", `${given.main} holds no step class: it has no default export.`);
    }
    return this.ports.compiler.compileFiles(given);
  }

  /**
   * Compiles a class that came as texts and reads its manifest in a worker, which runs its code. `origin`: the class that it is a copy of,
   * whose rights and packages it has. Stores nothing. Throws as `compileFiles`.
   */
  async examine(
    given: ClassFiles,
    { origin }: { origin?: ClassReference } = {},
  ): Promise<CompiledClass & { manifest: StepManifest }> {
    const compiled = await this.compileFiles(given);
    const { originFolder, packEnvironment } = origin ?? compiled.reference;
    const rights = packEnvironment === undefined ? {} : { packEnvironment };
    const reference = { ...compiled.reference, originFolder, ...rights };
    return { ...compiled, reference, manifest: await this.describe(reference) };
  }

  /** Loads a class as somebody writes it, without making it a version. Throws as `examine`. */
  async loadText(given: ClassFiles): Promise<LoadedClass> {
    const examined = await this.examine(given);
    return { ...examined, reference: this.atOrigin(examined.reference), version: undefined, owner: ownClasses };
  }

  /** Makes a class that was examined the present version of its name. Throws `already_exists` for the name of another owner's class. */
  async replace(examined: CompiledClass, path: string): Promise<"added" | "replaced" | "unchanged"> {
    const reference = this.atOrigin(examined.reference);
    const { result } = await this.store({ ...examined, reference }, { overwrite: true, path });
    return result;
  }

  /** The packages of a class that is written anew are still looked for where they were. */
  private atOrigin(reference: ClassReference): ClassReference {
    const present = this.ports.stepClasses.find(reference.file);
    return { ...reference, originFolder: present?.originFolder ?? reference.originFolder };
  }

  /** With its draft; both can be restored from the trash. Throws `not_found` when there is no own class of this name. */
  async delete(file: string, by: string = localUser): Promise<void> {
    if (!(await this.ports.stepClasses.delete(file, createDeletion(this.ports, by))))
      throw this.unknown(file, undefined);
  }

  /** The document as it is published after `before`: with the versions of the installed packs that its steps come from, as `pinPacks` says. */
  pin(document: ApplicationDocument, before?: ApplicationDocument): ApplicationDocument {
    return pinPacks(document, { sources: this.ports.classSources.list(), before });
  }

  /** Whether a pack or a folder has a file of this name, so that no class can be imported under it; `syncpack` asks for one pack. */
  isTaken(file: string, syncpack?: string): boolean {
    return this.findSource(file, syncpack) !== undefined;
  }

  private async store(
    { reference, readTexts }: CompiledClass,
    options: { overwrite: boolean; path: string },
  ): Promise<{ file: string; result: "added" | "replaced" | "unchanged" }> {
    const { file } = reference;
    const { path } = options;
    const other = this.ports.classSources
      .list()
      .find((candidate) => candidate.file === file && candidate.path !== path);
    if (other !== undefined && (await this.isClass(other))) throw conflict(file, other.owner, path);
    const present = this.ports.stepClasses.find(file);
    if (present?.hash === reference.hash) return { file, result: "unchanged" };
    if (present !== undefined && !options.overwrite) {
      throw new SluiceError("already_exists", `There is a step class "${file}" already. Import it with --overwrite.`, {
        details: { file },
      });
    }
    const manifest = this.ports.manifestCache.find(reference.hash) ?? toUnreadManifest(reference);
    await this.ports.stepClasses.save(await this.toVersion({ reference, readTexts, manifest }), { current: true });
    return { file, result: present === undefined ? "added" : "replaced" };
  }

  /** Stores the versions a run will use, so that its retries and recovery use exactly these (semantics, section 8). */
  async keep(classes: Iterable<LoadedClass>): Promise<void> {
    for (const loaded of classes) {
      if (this.ports.stepClasses.has(loaded.reference.hash)) continue;
      await this.ports.stepClasses.save(await this.toVersion(loaded), { current: false });
    }
  }

  /** Refuses two classes of one name, naming both owners. */
  private async assertUnique(): Promise<void> {
    const sources = this.ports.classSources.list();
    // The packs are ours, and an own class was checked against them when it was imported: only folders can bring doubles.
    if (sources.every((source) => source.syncpack !== undefined)) return;
    const owners = new Map<string, ClassSource>();
    for (const source of sources) {
      const first = owners.get(source.file);
      if (first === undefined) owners.set(source.file, source);
      else if (await this.areRivals(first, source)) throw conflict(source.file, first.owner, source.owner);
    }
    for (const version of this.ports.stepClasses.list()) {
      const source = owners.get(version.file);
      if (source === undefined || !(await this.isClass(source))) continue;
      if ((await this.ports.classSources.read(source.path)) === version.source) continue;
      throw conflict(version.file, source.owner, ownClasses);
    }
  }

  private async areRivals(a: ClassSource, b: ClassSource): Promise<boolean> {
    if (a.path === b.path || (a.syncpack !== undefined && b.syncpack !== undefined)) return false;
    return (await this.isClass(a)) && (await this.isClass(b));
  }

  private async isClass(source: ClassSource): Promise<boolean> {
    return hasDefaultExport(await this.ports.classSources.read(source.path));
  }

  private findSource(file: string, syncpack: string | undefined, versions?: PackVersions): ClassSource | undefined {
    return findSource(this.ports.classSources.list(), { file, syncpack, versions });
  }

  private async loadSource(source: ClassSource): Promise<LoadedClass> {
    if (source.installed !== undefined) return this.loadInstalled(source, source.installed);
    const compiled = await this.ports.compiler.compile({ path: source.path, syncpack: source.syncpack });
    const { version, owner } = source;
    return { ...compiled, manifest: await this.describe(compiled.reference), version, owner };
  }

  /** The class of an installed pack, as it was built and described. */
  private async loadInstalled(
    { file, syncpack, version, path, owner }: ClassSource,
    { hash, manifest, modulePath, folder, environment }: InstalledClass,
  ): Promise<LoadedClass> {
    const { classSources, compiler } = this.ports;
    const readTexts = async (): Promise<ClassTexts> => {
      const [source, compiled] = await Promise.all([classSources.read(path), classSources.read(modulePath)]);
      return { source, compiled };
    };
    const given = { file, syncpack, packEnvironment: environment, hash, originFolder: folder, readTexts };
    return { reference: await compiler.restore(given), readTexts, manifest, version, owner };
  }

  private async loadVersion(version: StepClassVersion, { read }: { read: boolean }): Promise<LoadedClass> {
    const { source, compiled } = version;
    const readTexts = async (): Promise<ClassTexts> => ({ source, compiled });
    const reference = await this.ports.compiler.restore({ ...version, readTexts });
    const known = this.manifestOf(version);
    const manifest = known.unread === true && read ? await this.describe(reference) : known;
    return { reference, readTexts, manifest, version: undefined, owner: ownClasses };
  }

  /** What is known of an imported class: as it was stored, or as a run has read it since. */
  private manifestOf({ manifest, hash }: StepClassVersion): StepManifest {
    return manifest.unread === true ? (this.ports.manifestCache.find(hash) ?? manifest) : manifest;
  }

  private async describe(reference: ClassReference): Promise<StepManifest> {
    const known = this.ports.manifestCache.find(reference.hash);
    const manifest = known ?? (await this.ports.manifests.describe(reference));
    if (known === undefined) this.ports.manifestCache.save(manifest);
    const { syncpack: _, ...rest } = manifest;
    const pack = reference.syncpack === undefined ? {} : { syncpack: reference.syncpack };
    return { ...rest, ...pack, file: reference.file };
  }

  private async describeSource(source: ClassSource): Promise<StepClassEntry | undefined> {
    const { file, syncpack, version, owner } = source;
    try {
      if (!(await this.isClass(source))) return undefined;
      return { file, syncpack, version, owner, manifest: (await this.loadSource(source)).manifest };
    } catch (error) {
      if (!(error instanceof SluiceError) || error.kind === "bug") throw error;
      return { file, syncpack, version, owner, manifest: undefined, problem: error };
    }
  }

  private async toVersion(loaded: Omit<LoadedClass, "owner" | "version">): Promise<StepClassVersion> {
    const { file, syncpack, hash, originFolder, packEnvironment } = loaded.reference;
    const texts = await loaded.readTexts();
    const stored = { file, syncpack, hash, ...texts, originFolder, packEnvironment, manifest: loaded.manifest };
    return { ...stored, createdAt: this.ports.clock.now() };
  }

  private unknown(file: string, syncpack: string | undefined, versions?: PackVersions): SluiceError {
    const other = this.findSource(file, syncpack);
    if (versions !== undefined && other?.syncpack !== undefined) {
      const wanted = ownValue(versions, other.syncpack);
      return new SluiceError(
        "not_found",
        `The step class "${file}" is wanted of version ${wanted} of the SyncPack "${other.syncpack}", which does not have it or is not installed; ${other.version} does. Install that version, or write another one into syncpack_versions of the application; published ones are moved with: sluice pack upgrade-apps ${other.syncpack}`,
        { details: { file, syncpack: other.syncpack, version: String(wanted) } },
      );
    }
    const pack = syncpack === undefined ? "" : ` in the SyncPack "${syncpack}"`;
    const hint = nearestName(file, this.listNames());
    return new SluiceError("not_found", `There is no step class "${file}"${pack}.${hint}`, {
      details: { file, ...(syncpack === undefined ? {} : { syncpack }) },
    });
  }
}

function toUnreadManifest({ file, hash }: ClassReference): StepManifest {
  return {
    file,
    hash,
    friendlyName: file,
    description: "",
    version: "",
    type: "standard",
    parameters: [],
    stepFunctions: [],
    usesPreviousParameters: false,
    unread: true,
  };
}

function conflict(file: string, first: string, second: string): SluiceError {
  return new SluiceError(
    "already_exists",
    `The step class "${file}" exists twice: in ${first} and in ${second}. Rename one of them.`,
    { details: { file, owners: [first, second] } },
  );
}

/** Modules without one are helpers of a class; compiling them would only cost time. */
function hasDefaultExport(source: string): boolean {
  return /\bexport\s+default\b|\bas\s+default\b/.test(source);
}
