import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { classKey, type RunPlan } from "../../engine/ports/RunStore.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import type { PackVersions } from "../../model/readPackVersions.ts";
import type { StepManifest } from "../../model/StepManifest.ts";

export interface SingleStep {
  file: string;
  syncpack: string | undefined;
  /** Which versions of packs the run keeps that asks for it. */
  versions: PackVersions;
}

/** The step that asks for the run of another one, as the document of its run has it. */
export interface AskingStep {
  entry: JsonObject;
  /** Whether its code is that of an uploaded pack. */
  isUploaded: boolean;
}

/** The step of a run that has a name. */
export function findAskingStep({ document, classes }: Pick<RunPlan, "document" | "classes">, name: string): AskingStep {
  const steps = Array.isArray(document.steps) ? document.steps.filter(isJsonObject) : [];
  const entry = steps.find((step) => step.name === name) ?? {};
  const { file, syncpack } = entry;
  const key = classKey(String(file), typeof syncpack === "string" ? syncpack : undefined);
  return { entry, isUploaded: Object.hasOwn(classes, key) && classes[key]?.reference.packEnvironment !== undefined };
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
  { manifest, parameters, asker }: { manifest: StepManifest; parameters: JsonObject; asker: AskingStep },
): { document: ApplicationDocument; code: JsonObject; variables: JsonObject } {
  const code: JsonObject = {};
  const variables: JsonObject = {};
  for (const [name, value] of Object.entries(parameters)) {
    const declared = manifest.parameters.find((parameter) => parameter.name === name);
    if (declared === undefined) throw unknownParameter(step.file, { name, manifest });
    if (declared.kind === "code") code[name] = asWritten(name, value, asker);
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

/**
 * Code as it stands in the document: where the asking step has it among its parameters, data or a secret that an expression put
 * into it must not run, nor be stored in the clear.
 */
function asWritten(name: string, value: JsonValue, { entry }: AskingStep): JsonValue {
  if (!Object.hasOwn(entry, "parameters")) return value;
  const { parameters: written } = entry;
  const text = isJsonObject(written) ? ownValue(written, name) : undefined;
  if (text !== undefined) return text;
  throw new SluiceError("wrong_use", `"${name}" is code: write it in the step, no expression can give it.`, {
    details: { parameter: name },
  });
}

function unknownParameter(file: string, { name, manifest }: { name: string; manifest: StepManifest }): SluiceError {
  const known = manifest.parameters.map((parameter) => parameter.name).join(", ") || "none";
  return new SluiceError("wrong_use", `The step class "${file}" has no parameter "${name}"; it has: ${known}.`, {
    details: { file, name },
  });
}
