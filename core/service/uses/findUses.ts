import { isJsonObject, ownValue } from "../../base/json.ts";
import type { ConfigurationDocument } from "../../model/ConfigurationDocument.ts";
import { listConfigurationReferences } from "../../model/configurationReferences.ts";
import { jsonPath } from "../../model/jsonPath.ts";
import { readText } from "../../model/readApplication.ts";
import { readConfiguration } from "../../model/readConfiguration.ts";
import { readTunnel } from "../../model/readTunnel.ts";
import type { Schedule } from "../../model/Schedule.ts";
import type { ManifestLookup } from "../../model/StepManifest.ts";
import { listTemplateNames } from "../../template/listTemplateNames.ts";
import { type GivenParameter, type NamedClass, readSteps, type UsingStep } from "./readSteps.ts";
import type { Use, UseSubject, UsingApplication } from "./Use.ts";

/** Everything that is stored and may use something. */
export interface StoredDocuments {
  applications: readonly UsingApplication[];
  configurations: readonly ConfigurationDocument[];
  schedules: readonly Schedule[];
  /** Tells which parameters name an application or a queue. */
  manifests: ManifestLookup;
}

/** Every place that uses something, in the order of the documents. A name that is only made when a run resolves `${...}` is not found. */
export function findUses(subject: UseSubject, stored: StoredDocuments): Use[] {
  if (subject.kind === "secret") {
    return stored.configurations.flatMap((document) => findInConfiguration(subject.name, document));
  }
  return [
    ...stored.applications.flatMap((application) => findInApplication(subject, { application, stored })),
    ...(subject.kind === "configuration"
      ? stored.configurations.flatMap((document) => findTunnel(subject.name, document))
      : []),
    ...stored.schedules.flatMap((schedule) => findInSchedule(subject, schedule)),
  ];
}

function findInSchedule(subject: UseSubject, { name, ...schedule }: Schedule): Use[] {
  const use = (isUse: boolean, path: string[]): Use[] =>
    isUse ? [{ by: "schedule", name, draft: false, path: jsonPath(path) }] : [];
  switch (subject.kind) {
    case "application":
      return use(schedule.application === subject.name, ["application_id"]);
    case "configuration":
    case "queue":
      return use(schedule[subject.kind] === subject.name, [subject.kind]);
    case "app_variable": {
      const isOfApplication = schedule.application === subject.application;
      return use(isOfApplication && Object.hasOwn(schedule.params ?? {}, subject.name), ["params", subject.name]);
    }
    default:
      return [];
  }
}

function findInConfiguration(secret: string, document: ConfigurationDocument): Use[] {
  const data = ownValue(document, "configuration_data");
  const entries = Array.isArray(data) ? data : [];
  const found = listConfigurationReferences(document).filter(({ kind, name }) => kind === "secret" && name === secret);
  return [...new Set(found.map(({ variable }) => variable))].map((variable) => {
    const index = entries.findIndex((entry) => isJsonObject(entry) && ownValue(entry, "name") === variable);
    const path = jsonPath(["configuration_data", index, "value"]);
    return { by: "configuration", name: readConfiguration(document).name, draft: false, path };
  });
}

/** Another connection leads through it. */
function findTunnel(name: string, document: ConfigurationDocument): Use[] {
  const tunnel = readTunnel(document);
  if (tunnel?.connection !== name) return [];
  const path = jsonPath(["configuration_data", tunnel.index, "value"]);
  return [{ by: "configuration", name: readConfiguration(document).name, draft: false, path }];
}

function findInApplication(
  subject: Exclude<UseSubject, { kind: "secret" }>,
  { application, stored }: { application: UsingApplication; stored: StoredDocuments },
): Use[] {
  const { name, draft, document } = application;
  const steps = readSteps(document, stored.manifests);
  const use = (path: (string | number)[], step?: UsingStep): Use => {
    const base = { by: "application", name, draft, path: jsonPath(path) } as const;
    return step === undefined ? base : { ...base, step: step.name };
  };
  /** Uses in parameters, each with the path to it. */
  const inParameters = (isUse: (parameter: GivenParameter, step: UsingStep) => boolean): Use[] =>
    steps.flatMap((step) =>
      step.parameters
        .filter((parameter) => isUse(parameter, step))
        .map((parameter) => use(["steps", step.index, parameter.name], step)),
    );
  switch (subject.kind) {
    case "step_class":
      return steps.flatMap((step) => [
        ...(isOfClass(step, subject) ? [use(["steps", step.index, "file"], step)] : []),
        ...(step.runs && isOfClass(step.runs, subject) ? [use(["steps", step.index, "step_class"], step)] : []),
      ]);
    case "configuration":
      return [
        ...(readText(document, "configuration") === subject.name ? [use(["configuration"])] : []),
        ...inParameters(({ kind, value }) => kind === "connection" && value === subject.name),
        ...inParameters((parameter, step) => isTriggerKey(parameter, step, "configuration", subject.name)),
      ];
    case "queue":
      return [
        ...(readText(document, "queue") === subject.name ? [use(["queue"])] : []),
        ...inParameters(({ kind, value }) => kind === "queue" && value === subject.name),
      ];
    case "application":
      return inParameters(({ kind, value }) => kind === "application" && value === subject.name);
    case "config_variable":
      if (readText(document, "configuration") !== subject.configuration) return [];
      return inParameters((parameter) => namesVariable(parameter, "config", subject.name));
    case "app_variable":
      return [
        ...(name === subject.application
          ? inParameters((parameter) => namesVariable(parameter, "appvar", subject.name))
          : []),
        ...inParameters((parameter, step) => givesVariable(parameter, step, subject)),
      ];
  }
}

function isOfClass(step: NamedClass, subject: { name: string; syncpack?: string | undefined }): boolean {
  if (step.file !== subject.name) return false;
  return subject.syncpack === undefined || step.syncpack === undefined || step.syncpack === subject.syncpack;
}

/** Beside a parameter that names the application to run, `configuration` and `parameters` say what it runs with. */
function isTriggerKey(parameter: GivenParameter, step: UsingStep, key: string, value: string): boolean {
  return (
    parameter.name === key && parameter.value === value && step.parameters.some(({ kind }) => kind === "application")
  );
}

function givesVariable(
  parameter: GivenParameter,
  step: UsingStep,
  subject: { name: string; application: string },
): boolean {
  const { name, value } = parameter;
  if (name !== "parameters" || !isJsonObject(value) || !Object.hasOwn(value, subject.name)) return false;
  return step.parameters.some(({ kind, value: target }) => kind === "application" && target === subject.application);
}

/** Code is not resolved, so what looks like a variable in it is none. */
function namesVariable({ kind, value }: GivenParameter, scope: "config" | "appvar", variable: string): boolean {
  if (kind === "code") return false;
  return listTemplateNames(value).some((name) => name.kind === scope && name.name === variable);
}
