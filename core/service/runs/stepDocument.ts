import type { JsonObject } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import type { PackVersions } from "../../model/readPackVersions.ts";
import type { StepManifest } from "../../model/StepManifest.ts";

export interface SingleStep {
  file: string;
  syncpack: string | undefined;
  /** Which versions of packs the run keeps that asks for it. */
  versions: PackVersions;
}

/** An application of one step, for its class to be looked up. */
export function bareDocument({ file, syncpack, versions }: SingleStep): ApplicationDocument {
  return {
    name: file,
    app_variables: [],
    steps: [{ name: file, file, ...(syncpack === undefined ? {} : { syncpack }) }],
    ...(versions === undefined ? {} : { syncpack_versions: versions }),
  };
}

/**
 * The application of one step with some parameters, and the variables of its run. Values come as variables, so that nothing in
 * them is taken for an expression; code, in which nothing is looked up, stands in the document. Throws `wrong_use` for a
 * parameter that the class does not have.
 */
export function stepDocument(
  step: SingleStep,
  { manifest, parameters }: { manifest: StepManifest; parameters: JsonObject },
): { document: ApplicationDocument; code: JsonObject; variables: JsonObject } {
  const code: JsonObject = {};
  const variables: JsonObject = {};
  for (const [name, value] of Object.entries(parameters)) {
    const declared = manifest.parameters.find((parameter) => parameter.name === name);
    if (declared === undefined) throw unknownParameter(step.file, { name, manifest });
    if (declared.kind === "code") code[name] = value;
    else variables[name] = value;
  }
  const bare = bareDocument(step);
  const named = Object.keys(variables).map((name) => [name, `\${appvar.${name}}`]);
  const [entry] = bare.steps as JsonObject[];
  const document = {
    ...bare,
    app_variables: Object.keys(variables).map((name) => ({ name, value: null })),
    steps: [{ ...entry, ...Object.fromEntries(named), ...code }],
  };
  return { document, code, variables };
}

function unknownParameter(file: string, { name, manifest }: { name: string; manifest: StepManifest }): SluiceError {
  const known = manifest.parameters.map((parameter) => parameter.name).join(", ") || "none";
  return new SluiceError("wrong_use", `The step class "${file}" has no parameter "${name}"; it has: ${known}.`, {
    details: { file, name },
  });
}
