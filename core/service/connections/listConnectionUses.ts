import type { JsonObject, JsonValue } from "../../base/json.ts";
import { isJsonEqual, setOwn } from "../../base/json.ts";
import { rememberLast } from "../../base/rememberLast.ts";
import { UnresolvedVariableException } from "../../base/UnresolvedVariableException.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import { isMissing } from "../../model/baseValues.ts";
import type { ConfigurationDocument } from "../../model/ConfigurationDocument.ts";
import { readApplication } from "../../model/readApplication.ts";
import { readConfiguration } from "../../model/readConfiguration.ts";
import type { ManifestLookup, ParameterManifest } from "../../model/StepManifest.ts";
import { lookupPath, notFound } from "../../template/lookupPath.ts";
import { resolveTemplate, type TemplateScope } from "../../template/resolveTemplate.ts";

/** One parameter that names a connection. */
export interface ConnectionUse {
  step: string;
  /** Place of the step in the document. */
  index: number;
  parameter: ParameterManifest;
  /** The name, as far as it can be known before the run: a step function or data of an earlier step is not. */
  connection: string;
}

export interface ConnectionUsers {
  document: ApplicationDocument;
  manifests: ManifestLookup;
  /** That of the run. */
  configuration: ConfigurationDocument | undefined;
  /** Run-time parameters. */
  parameters?: JsonObject | undefined;
}

/** Every parameter of an enabled step that names a connection; those whose name only the run knows are left out. */
export const listConnectionUses: (users: ConnectionUsers) => readonly ConnectionUse[] = rememberLast(findUses, {
  key: ({ manifests }) => manifests,
  isSame: (one, other) =>
    one.document === other.document &&
    isJsonEqual(one.configuration, other.configuration) &&
    isJsonEqual(one.parameters, other.parameters),
});

function findUses({ document, manifests, configuration, parameters = {} }: ConnectionUsers): ConnectionUse[] {
  const { steps, appVariables } = readApplication(document, manifests);
  const variables: JsonObject = { ...parameters };
  for (const { name, value, defaultValue } of appVariables) {
    const values = [Object.hasOwn(parameters, name) ? parameters[name] : undefined, value, defaultValue];
    setOwn(variables, name, values.find((given) => !isMissing(given)) ?? null);
  }
  const scope = createScope(variables, configuration);
  return [...steps.entries()].flatMap(([index, step]) => {
    if (step.disabled) return [];
    const declared = manifests(step.file, step.syncpack)?.parameters.filter(({ kind }) => kind === "connection") ?? [];
    return declared.flatMap((parameter): ConnectionUse[] => {
      const given = Object.hasOwn(step.parameters, parameter.name) ? step.parameters[parameter.name] : undefined;
      const connection = resolveName(isMissing(given) ? parameter.defaultValue : given, scope);
      return connection === undefined ? [] : [{ step: step.name, index, parameter, connection }];
    });
  });
}

/** Encrypted variables have no value here: a name is no secret. */
function createScope(variables: JsonObject, configuration: ConfigurationDocument | undefined): TemplateScope {
  const config: JsonObject = {};
  for (const { name, value, encrypted } of configuration ? readConfiguration(configuration).variables : []) {
    if (!encrypted && value !== undefined) setOwn(config, name, value);
  }
  return {
    config: (name) => lookupPath(config, [name]),
    appvar: (name) => lookupPath(variables, [name]),
    stepFunction: () => notFound,
    path: () => notFound,
  };
}

function resolveName(value: JsonValue | undefined, scope: TemplateScope): string | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  try {
    const name = resolveTemplate(value, scope);
    return typeof name === "string" && name !== "" ? name : undefined;
  } catch (error) {
    if (error instanceof UnresolvedVariableException) return undefined;
    throw error;
  }
}
