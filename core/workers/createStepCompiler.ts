import { readFile } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { SluiceError } from "../base/SluiceError.ts";
import type { ClassReference } from "../engine/ports/StepWorkers.ts";
import type { ClassTexts, CompiledClass, StepCompiler } from "../service/ports/StepClasses.ts";
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
  /** Modules that were restored, by their hash. */
  const restored = new FileMemory<true>();

  async function compileOnce(path: string, place: Place): Promise<CompiledModule> {
    const { folder } = place;
    const known = memory.find(path);
    if (known !== undefined) {
      const { hash, modulePath, environment } = known;
      return { hash, modulePath, environment, readTexts: () => readTexts(path, known) };
    }
    const readAt = Date.now();
    const source = await readSource(path);
    const made = (await findCompiled(folder, path)) ?? (await compileAnew(path, place));
    const { inputs, hash, compiled, environment } = made;
    const modulePath = pathOfModule(folder, hash);
    const texts = { source, compiled };
    const paths = [path, modulePath, ...inputs.map((input) => input.path)];
    memory.keep(path, { hash, modulePath, environment, texts: new WeakRef(texts) }, { paths, readAt });
    return { hash, modulePath, environment, readTexts: async () => texts };
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
    const { readTexts, hash, modulePath, environment } = await work;
    const file = basename(entry, extname(entry));
    const own = environment === undefined ? {} : { packEnvironment: environment };
    const reference = { file, syncpack, ...own, hash, modulePath, originFolder: dirname(entry) };
    return { reference, readTexts };
  }

  return {
    compile: ({ path, syncpack }) => compile(path, syncpack),

    async compileFiles(given) {
      const { root, path } = await writeClassFiles(join(ownFolder, "imported"), given);
      return compile(path, undefined, root);
    },

    async restore({ file, syncpack, packEnvironment, hash, originFolder, readTexts }): Promise<ClassReference> {
      const path = pathOfModule(ownFolder, hash);
      if (restored.find(hash) === undefined) {
        const readAt = Date.now();
        const { compiled } = await readTexts();
        if (hashOf(compiled) !== hash) {
          throw new SluiceError("data_damaged", `The stored step class ${file} does not match its hash`, {
            details: { file, hash },
          });
        }
        const present = await readFile(path, "utf8").catch(() => undefined);
        if (present !== compiled) await writeAtomically(path, compiled);
        restored.keep(hash, true, { paths: [path], readAt });
      }
      const environment = packEnvironment === undefined ? {} : { packEnvironment };
      return { file, syncpack, ...environment, hash, modulePath: path, originFolder };
    },
  };
}

interface CompiledModule {
  /** Not optional: who forgets it would give code of a pack the rights of the user. */
  environment: string | undefined;
  hash: string;
  modulePath: string;
  readTexts: CompiledClass["readTexts"];
}

/** A module whose files are still what they were. All texts together are some MB: they go when memory is needed, and are read again. */
interface KnownModule {
  hash: string;
  modulePath: string;
  environment: string | undefined;
  texts: WeakRef<ClassTexts>;
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

async function readTexts(path: string, known: KnownModule): Promise<ClassTexts> {
  const present = known.texts.deref();
  if (present !== undefined) return present;
  const [source, compiled] = await Promise.all([readSource(path), readSource(known.modulePath)]);
  const texts = { source, compiled };
  known.texts = new WeakRef(texts);
  return texts;
}

async function readSource(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new SluiceError("not_found", `There is no step class file ${path}`, { details: { path }, cause });
  }
}
