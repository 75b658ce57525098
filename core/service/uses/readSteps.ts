import type { JsonObject, JsonValue } from "../../base/json.ts";
import { listEntries, readText } from "../../model/readApplication.ts";
import type { ManifestLookup, ParameterKind } from "../../model/StepManifest.ts";
import { collectParameters, declaredNames } from "../../model/stepKeys.ts";

/** A value that a step entry gives to its class. */
export interface GivenParameter {
  name: string;
  value: JsonValue;
  /** undefined = the class, or the parameter in it, is not known. */
  kind: ParameterKind | undefined;
}

/** A step class as a document names it. */
export interface NamedClass {
  file: string;
  syncpack: string | undefined;
}

/** A step entry as the search for uses sees it. */
export interface UsingStep extends NamedClass {
  index: number;
  name: string;
  parameters: GivenParameter[];
  /** The class that it runs itself, by the parameters `step_class` and `step_syncpack` (For each). */
  runs: NamedClass | undefined;
}

/** The steps of a document; disabled ones count, for they can be enabled. Values are as written, defaults are not filled in. */
export function readSteps(document: JsonObject, manifests: ManifestLookup): UsingStep[] {
  return listEntries(document).map((entry, index) => {
    const file = readText(entry, "file") ?? "";
    const syncpack = readText(entry, "syncpack");
    const manifest = file === "" ? undefined : manifests(file, syncpack);
    const given = collectParameters(entry, declaredNames(manifest));
    const kinds = new Map(manifest?.parameters.map(({ name, kind }) => [name, kind]));
    const parameters = Object.entries(given).map(([name, value]) => ({ name, value, kind: kinds.get(name) }));
    return { index, name: readText(entry, "name") ?? "", file, syncpack, parameters, runs: readRun(given) };
  });
}

/** The classes that a document names: those of its steps, and those that these run themselves. */
export function listClasses(document: JsonObject): NamedClass[] {
  return readSteps(document, () => undefined).flatMap((step) => (step.runs === undefined ? [step] : [step, step.runs]));
}

function readRun(parameters: JsonObject): NamedClass | undefined {
  // What stands in a field that is not shown counts for nothing.
  if (readText(parameters, "run") !== "step") return undefined;
  const [file = "", syncpack = ""] = ["step_class", "step_syncpack"].map((key) => readText(parameters, key));
  return file === "" || file.includes("${") ? undefined : { file, syncpack: syncpack === "" ? undefined : syncpack };
}
