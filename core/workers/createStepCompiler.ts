import { readFile } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { SluiceError } from "../base/SluiceError.ts";
import type { ClassReference } from "../engine/ports/StepWorkers.ts";
import type { CompiledClass, StepCompiler } from "../service/ports/StepClasses.ts";
import { bundleStep } from "./bundleStep.ts";
import { findCompiled, hashOf, writeAtomically, writeIndex } from "./compileCache.ts";
import type { ParentPack } from "./extendable.ts";
import { FileMemory } from "./FileMemory.ts";
import { writeClassFiles } from "./writeClassFiles.ts";

export interface CompilerOptions {
  cacheFolder: string;
  packCacheFolder?: string;
  /** The packs whose step classes own ones may extend; default: none. */
  listParents?(): readonly ParentPack[];
}

/**
 * A compiler whose modules lie in a folder, each under the hash of its text; those of packs in one of their own, so
 * that every data folder finds them there.
 */
export function createStepCompiler(options: CompilerOptions): StepCompiler {
  const { cacheFolder, packCacheFolder = cacheFolder, listParents = () => [] } = options;
  const ownFolder = resolve(cacheFolder);
  const packFolder = resolve(packCacheFolder);
  const running = new Map<string, Promise<CompiledModule>>();
  const memory = new FileMemory<KnownModule>();

  async function compileOnce(path: string, place: Place): Promise<CompiledModule> {
    const { folder } = place;
    const known = memory.find(path);
    if (known !== undefined) {
      const { hash, modulePath, environment } = known;
      let texts = known.texts.deref();
      if (texts === undefined) {
        texts = await Promise.all([readSource(path), readSource(modulePath)]);
        known.texts = new WeakRef(texts);
      }
      const [source, compiled] = texts;
      return { hash, modulePath, environment, source, compiled };
    }
    const readAt = Date.now();
    const source = await readSource(path);
    const made = (await findCompiled(folder, path)) ?? (await compileAnew(path, place));
    const { inputs, hash, compiled, environment } = made;
    const modulePath = pathOfModule(folder, hash);
    const texts = new WeakRef<Texts>([source, compiled]);
    const paths = [path, modulePath, ...inputs.map((input) => input.path)];
    memory.keep(path, { hash, modulePath, environment, texts }, { paths, readAt });
    return { hash, modulePath, environment, source, compiled };
  }

  async function compileAnew(path: string, { folder, within, isShipped }: Place) {
    // What ships with the program extends nothing that was brought in later, whatever name that has.
    const parents = isShipped ? [] : listParents();
    const { compiled, inputs, environment } = await bundleStep(path, { within, parents });
    const hash = hashOf(compiled);
    await writeAtomically(pathOfModule(folder, hash), compiled);
    await writeIndex(folder, { path, hash, inputs, environment });
    return { compiled, hash, inputs, environment };
  }

  async function compile(path: string, syncpack: string | undefined, within?: string): Promise<CompiledClass> {
    const entry = resolve(path);
    let work = running.get(entry);
    if (work === undefined) {
      const isShipped = syncpack !== undefined;
      const folder = isShipped ? packFolder : ownFolder;
      work = compileOnce(entry, { folder, within, isShipped }).finally(() => running.delete(entry));
      running.set(entry, work);
    }
    const { source, compiled, hash, modulePath, environment } = await work;
    const file = basename(entry, extname(entry));
    const own = environment === undefined ? {} : { packEnvironment: environment };
    const reference = { file, syncpack, ...own, hash, modulePath, originFolder: dirname(entry) };
    return { reference, source, compiled };
  }

  return {
    compile: ({ path, syncpack }) => compile(path, syncpack),

    async compileFiles(given) {
      const { root, path } = await writeClassFiles(join(ownFolder, "imported"), given);
      return compile(path, undefined, root);
    },

    async restore({ file, syncpack, packEnvironment, hash, compiled, originFolder }): Promise<ClassReference> {
      if (hashOf(compiled) !== hash) {
        throw new SluiceError("data_damaged", `The stored step class ${file} does not match its hash`, {
          details: { file, hash },
        });
      }
      const path = pathOfModule(ownFolder, hash);
      const present = await readFile(path, "utf8").catch(() => undefined);
      if (present !== compiled) await writeAtomically(path, compiled);
      const environment = packEnvironment === undefined ? {} : { packEnvironment };
      return { file, syncpack, ...environment, hash, modulePath: path, originFolder };
    },
  };
}

interface CompiledModule {
  /** Not optional: who forgets it would give code of a pack the rights of the user. */
  environment: string | undefined;
  source: string;
  compiled: string;
  hash: string;
  modulePath: string;
}

/** The source and the compiled module. */
type Texts = readonly [source: string, compiled: string];

/** A module whose files are still what they were. All texts together are some MB: they go when memory is needed, and are read again. */
interface KnownModule {
  hash: string;
  modulePath: string;
  environment: string | undefined;
  texts: WeakRef<Texts>;
}

/** Where a module is kept, and what it must not import from outside of. */
interface Place {
  folder: string;
  within: string | undefined;
  /** Whether it is of a pack that ships with the program. */
  isShipped: boolean;
}

function pathOfModule(folder: string, hash: string): string {
  return join(folder, `${hash}.mjs`);
}

async function readSource(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new SluiceError("not_found", `There is no step class file ${path}`, { details: { path }, cause });
  }
}
