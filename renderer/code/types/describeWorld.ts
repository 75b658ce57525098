import type { ParameterManifest } from "../../../core/model/StepManifest.ts";
import { declareParameters, declareProducers, joinTypes, type ProducerSchema } from "./declareStep.ts";

/** What is known around a text, so that its types can be checked. */
export interface TypeWorld {
  /** Declarations that are certain. */
  declarations: string;
  /** Declarations that rest on samples of data. */
  samples: string;
  /** Names a script finds without importing them: as the samples say, and as they are for certain. */
  globals?: { known: string; certain: string };
  /** Texts it imports by path. */
  files: Readonly<Record<string, string>>;
}

/**
 * What a text stands between when it is checked: a script without `export default` is the body of a function, where
 * `return` and `await` may stand. Without a line break in front, so that lines stay.
 */
export function frameOf(code: string, { globals }: TypeWorld): { before: string; after: string } {
  const isBody = globals !== undefined && !/^[ \t]*export\s+default\b/m.test(code);
  return isBody ? { before: "async function script() {", after: "\n}" } : { before: "", after: "" };
}

/** The surroundings of the code of a class; `producers` are those of the step it is opened from. */
export function describeClassWorld(given: {
  parameters: readonly ParameterManifest[];
  producers: readonly ProducerSchema[];
  files: Readonly<Record<string, string>>;
}): TypeWorld {
  return {
    declarations: declareParameters(given.parameters),
    samples: declareProducers(given.producers),
    files: given.files,
  };
}

/** The surroundings of a script in a parameter: `input`, `step` and `values`; `byStep`: the input is an object by step name. */
export function describeScriptWorld(given: { producers: readonly ProducerSchema[]; byStep: boolean }): TypeWorld {
  const { producers, byStep } = given;
  const sdk = 'import("sluice")';
  const known = byStep ? `${sdk}.ProducerData` : (joinTypes(producers)?.data ?? "any");
  const others = `declare const step: ${sdk}.BaseStep;\ndeclare const values: Record<string, any>;\n`;
  return {
    declarations: "",
    samples: declareProducers(producers),
    globals: {
      known: `declare const input: ${known};\n${others}`,
      certain: `declare const input: any;\n${others}`,
    },
    files: {},
  };
}
