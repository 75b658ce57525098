import type { JsonObject, JsonValue } from "../../base/json.ts";
import { readText } from "../../model/readApplication.ts";
import type { ManifestLookup, ParameterKind } from "../../model/StepManifest.ts";
import { listClasses, readSteps } from "../uses/readSteps.ts";

/** What an application needs beside itself, by name. */
export interface Needs {
  stepClasses: { file: string; syncpack: string | undefined }[];
  /** Connections as well. */
  configurations: string[];
  queues: string[];
  /** Those its steps trigger. */
  applications: string[];
}

/** Everything an application names; what only a run resolves is not among it. */
export function listNeeds(document: JsonObject, manifests: ManifestLookup): Needs {
  const steps = readSteps(document, manifests);
  const valuesOf = (kind: ParameterKind): JsonValue[] =>
    steps.flatMap(({ parameters }) =>
      parameters.filter((parameter) => parameter.kind === kind).map(({ value }) => value),
    );
  const triggers = steps.filter(({ parameters }) => parameters.some(({ kind }) => kind === "application"));
  const given = triggers.flatMap(({ parameters }) =>
    parameters.filter(({ name }) => name === "configuration").map(({ value }) => value),
  );
  return {
    stepClasses: listClasses(document).flatMap(({ file, syncpack }) => (file === "" ? [] : [{ file, syncpack }])),
    configurations: namesAmong([readText(document, "configuration") ?? "", ...given, ...valuesOf("connection")]),
    queues: namesAmong([readText(document, "queue") ?? "default", ...valuesOf("queue")]),
    applications: namesAmong(valuesOf("application")),
  };
}

function namesAmong(values: readonly JsonValue[]): string[] {
  const texts = values.filter((value) => typeof value === "string");
  return [...new Set(texts.filter((text) => text !== "" && !text.includes("${")))];
}
