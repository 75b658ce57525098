import { isJsonObject, type JsonObject, type JsonValue, ownValue, setOwn } from "../../base/json.ts";
import type { ApplicationDocument } from "../ApplicationDocument.ts";
import { toBoolean } from "../baseValues.ts";
import { readText } from "../readApplication.ts";
import { collectParameters, declaredNames } from "../stepKeys.ts";
import { listSimpleNames } from "../validation/templateNames.ts";
import type { Border } from "./Border.ts";
import { listTexts, saysLiteral, takeName } from "./entryTexts.ts";
import { type Finding, quoteNames, warning } from "./Finding.ts";
import type { GraphStep } from "./StepGraph.ts";
import { dataToken } from "./standIns.ts";

/** What goes between parent and child: values of variables in, data of last steps out. */
export interface Handover {
  /** Name of the step that runs the child. */
  trigger: string;
  /** The variables of the child. */
  variables: JsonObject[];
  /** The values they get from the parent. */
  parameters: JsonObject;
  /** Variables that hold the data of producers, by the name of the producer. */
  inputs: ReadonlyMap<string, string>;
  /** Names of the child's last steps, by the name of the step whose data they give. */
  results: ReadonlyMap<string, string>;
  findings: Finding[];
}

export function planHandover(document: ApplicationDocument, border: Border, trigger: string): Handover {
  const { graph, chosen, producers, exits } = border;
  const steps = graph.steps.filter((step) => chosen.has(step));
  const variables = listUsedVariables(document, steps);
  const parameters: JsonObject = {};
  const names = new Set(variables.map((variable) => readText(variable, "name") ?? ""));
  for (const name of names) setOwn(parameters, name, `\${appvar.${name}}`);
  const inputs = new Map(producers.map(({ name }) => [name, takeName(`data of ${name}`, names)]));
  for (const [producer, variable] of inputs) setOwn(parameters, variable, dataToken(producer));
  const taken = new Set([...steps, ...producers].map(({ name }) => name));
  return {
    trigger,
    parameters,
    inputs,
    results: new Map(exits.map(({ name }) => [name, takeName(`Result of ${name}`, taken)])),
    variables: [...variables, ...[...inputs].map(([producer, name]) => toVariable(producer, name))],
    findings: warnOfSettings(document, steps),
  };
}

function toVariable(producer: string, name: string): JsonObject {
  return { name, description: `What "${producer}" saved` };
}

/** Those named in parameters; every one when a class is not known well enough to say what its code reads. */
function listUsedVariables(document: ApplicationDocument, steps: readonly GraphStep[]): JsonObject[] {
  const list = ownValue(document, "app_variables");
  const variables = Array.isArray(list) ? list.filter(isJsonObject) : [];
  const isUnknown = steps.some(({ manifest }) => manifest?.syncpack === undefined);
  const used = new Set(steps.flatMap((step) => listNames(step, "appvar")));
  const texts = steps.flatMap(({ entry, manifest }) => listTexts(entry, manifest));
  return variables.filter((variable) => {
    const name = readText(variable, "name");
    return name !== undefined && (isUnknown || used.has(name) || saysLiteral(texts, name));
  });
}

/** What the parameters of a step name in `${...}`. */
export function listNames({ entry, manifest }: GraphStep, kind: "config" | "appvar"): string[] {
  const parameters: JsonValue = collectParameters(entry, declaredNames(manifest));
  return listSimpleNames(parameters).flatMap((used) => (used.kind === kind ? [used.name] : []));
}

function warnOfSettings(document: ApplicationDocument, steps: readonly GraphStep[]): Finding[] {
  const findings: Finding[] = [];
  const configured = steps.filter((step) => listNames(step, "config").length > 0).map(({ name }) => name);
  if (configured.length > 0) {
    const aligned = readText(document, "configuration");
    const always = aligned === undefined ? "none, as this application is aligned with none" : `"${aligned}"`;
    const message = `${quoteNames(configured)} use the configuration. That of the child is always ${always}, whatever a run of this application is started with.`;
    findings.push(warning(message, configured));
  }
  if (toBoolean(ownValue(document, "generate_report")) === true) {
    const names = steps.map(({ name }) => name);
    findings.push(warning("What these steps report is in the report of the child's run.", names));
  }
  return findings;
}
