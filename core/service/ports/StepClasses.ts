import type { ClassReference } from "../../engine/ports/StepWorkers.ts";
import type { StepManifest } from "../../model/StepManifest.ts";

/** What a step class was written as, and the module that was made of it. */
export interface ClassTexts {
  source: string;
  compiled: string;
}

/** A compiled step class. */
export interface CompiledClass {
  reference: ClassReference;
  /** Most who use a class need no text of it. */
  readTexts(): Promise<ClassTexts>;
}

/** The text files a step class is made of, by relative path with `/`. */
export interface ClassFiles {
  /** The path of the class itself. */
  main: string;
  files: Record<string, string>;
}

/** Turns a TypeScript file into a loadable module, cached by the content of the file and all it imports by relative path. */
export interface StepCompiler {
  /** Throws `compile_failed` with file, line and column, or `not_found`. */
  compile(options: { path: string; syncpack: string | undefined }): Promise<CompiledClass>;
  /**
   * Compiles a class that came as texts, from a folder of its own below the cache. Throws `compile_failed`, and `wrong_use`
   * for a path that leads out of that folder.
   */
  compileFiles(given: ClassFiles): Promise<CompiledClass>;
  /** Makes the compiled module of an earlier version loadable again. Its text is read only if it is not known to be there. Throws `data_damaged`. */
  restore(options: {
    file: string;
    syncpack: string | undefined;
    packEnvironment?: string | undefined;
    hash: string;
    originFolder: string;
    readTexts(): Promise<Pick<ClassTexts, "compiled">>;
  }): Promise<ClassReference>;
}

/** Reads a manifest by loading the class in a worker. */
export interface ManifestReader {
  /** Throws `step_class_invalid` with the reason. */
  describe(reference: ClassReference): Promise<StepManifest>;
}
