import type { ClassReference } from "../../engine/ports/StepWorkers.ts";
import type { StepManifest } from "../../model/StepManifest.ts";

/** A compiled step class. */
export interface CompiledClass {
  reference: ClassReference;
  source: string;
  compiled: string;
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
  /** Makes the compiled module of an earlier version loadable again. */
  restore(options: {
    file: string;
    syncpack: string | undefined;
    packEnvironment?: string | undefined;
    hash: string;
    compiled: string;
    originFolder: string;
  }): Promise<ClassReference>;
}

/** Reads a manifest by loading the class in a worker. */
export interface ManifestReader {
  /** Throws `step_class_invalid` with the reason. */
  describe(reference: ClassReference): Promise<StepManifest>;
}
