import type { ClassReference } from "../../engine/ports/StepWorkers.ts";
import type { StepManifest } from "../../model/StepManifest.ts";

/** A compiled step class. */
export interface CompiledClass {
  reference: ClassReference;
  source: string;
  compiled: string;
}

/** Turns a TypeScript file into a loadable module, cached by the content of the file and all it imports by relative path. */
export interface StepCompiler {
  /** Throws `compile_failed` with file, line and column, or `not_found`. */
  compile(options: { path: string; syncpack: string | undefined }): Promise<CompiledClass>;
  /** Makes the compiled module of an earlier version loadable again. */
  restore(options: {
    file: string;
    syncpack: string | undefined;
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
