import type { JsonObject, JsonValue } from "../../../core/base/json.ts";
import { maxRetries, maxSeconds } from "../../../core/model/baseValues.ts";
import type { ParameterKind, ParameterManifest, StepManifest } from "../../../core/model/StepManifest.ts";

/** What a JSON schema of documents is made from. */
export interface DocumentSource {
  classes: readonly StepManifest[];
  /** Names of the steps there are, which edges are offered. */
  steps: readonly string[];
}

/**
 * A JSON schema (draft 7) that completes and checks an application as it is written: its keys, those of every step, and the
 * parameters of each class. It is as lenient as an import: keys it does not know are kept.
 */
export function describeDocument({ classes, steps }: DocumentSource): JsonObject {
  const files = [...new Set(classes.map(({ file }) => file))];
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    type: "object",
    required: ["steps", "app_variables"],
    properties: {
      name: { ...text("Identity of the application."), pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]*$", maxLength: 128 },
      friendly_name: text("The name people read."),
      description: text("What the application is for."),
      author: text("Who wrote it."),
      version: text("The author's version of it."),
      configuration: text("Name of the aligned configuration; empty = none."),
      queue: text("Queue of its runs, unless a run says another one."),
      generate_report: { ...flag, description: "Whether its runs make a report." },
      app_variables: { type: "array", description: "Variables of one run.", items: variable },
      steps: {
        type: "array",
        minItems: 1,
        items: { ...step(files, steps), allOf: classes.map(toClassRule) },
      },
      syncpack_versions: { type: "object", additionalProperties: { type: "string" } },
      layout: { type: "object", description: "Where cards, groups and notes lie. Runs do not read it." },
    },
  };
}

const nothing = { type: "null" };
const flag = { enum: [true, false, "True", "true", "False", "false", null] };

function text(description: string): JsonObject {
  return { type: ["string", "null"], description };
}

function whole(maximum: number, description: string): JsonObject {
  return {
    description,
    anyOf: [{ type: "integer", minimum: 0, maximum }, { type: "string", pattern: "^[0-9]{1,15}$" }, nothing],
  };
}

const variable: JsonObject = {
  type: "object",
  required: ["name"],
  properties: {
    name: { type: "string", minLength: 1, description: "Its name: ${appvar.NAME}." },
    value: { description: "Its value, unless a run gives another one." },
    description: text("What it is for."),
    required: { ...flag, description: "Whether a run needs a value." },
    sample_value: { description: "An example." },
    default_value: { description: "Its value when it has no other." },
  },
};

function step(files: readonly string[], names: readonly string[]): JsonObject {
  const list = (description: string): JsonObject => ({
    description,
    anyOf: [{ type: "array", items: oneOf(names) }, nothing],
  });
  return {
    type: "object",
    required: ["name", "file"],
    properties: {
      name: { type: "string", minLength: 1, description: "Unique in the application." },
      file: { ...oneOf(files), description: "The step class." },
      syncpack: text("The pack that holds the class; absent = one's own, or the first pack that has it."),
      output_to: list("Steps that get its data."),
      data_from: list("Steps whose data it gets."),
      error_to: list("Steps that run when it has failed."),
      routes: {
        description: "Which of the steps in output_to each output leads to.",
        type: ["object", "null"],
        additionalProperties: { type: "array", items: oneOf(names) },
      },
      retry_max: whole(maxRetries, "How often it is tried again."),
      retry_backoff: { ...flag, description: "Each wait before a retry is twice as long." },
      retry_jitter: { ...flag, description: "Waits are chosen at random up to their length." },
      retry_backoff_max: whole(maxSeconds, "Longest wait, in seconds."),
      retry_countdown: whole(maxSeconds, "Wait before a retry, in seconds."),
      attempt_timeout: { description: "Seconds one attempt may take.", type: ["number", "string", "null"] },
      continue_on_error: { ...flag, description: "What follows it runs also when it has failed." },
      disabled: { ...flag, description: "It does not run and hands on what it gets." },
    },
  };
}

/** Offers some values and takes any text. */
function oneOf(values: readonly string[]): JsonObject {
  return values.length === 0
    ? { type: "string" }
    : { anyOf: [{ enum: [...values] }, { type: "string", minLength: 1 }] };
}

function toClassRule({ file, syncpack, parameters }: StepManifest): JsonObject {
  const given: JsonObject = { file: { const: file } };
  if (syncpack !== undefined) given.syncpack = { enum: [syncpack, null] };
  return {
    if: { properties: given, required: ["file"] },
    // biome-ignore lint/suspicious/noThenProperty: the word of JSON schema
    then: { properties: propertiesOf(parameters) },
  };
}

/** A JSON schema (draft 7) of the parameters of one class, as lenient as that of a document. */
export function describeParameters({ parameters }: StepManifest): JsonObject {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    type: "object",
    properties: propertiesOf(parameters),
  };
}

function propertiesOf(parameters: readonly ParameterManifest[]): JsonObject {
  return Object.fromEntries(parameters.map((parameter) => [parameter.name, describeParameter(parameter)]));
}

function describeParameter(parameter: ParameterManifest): JsonObject {
  const { title, description, defaultValue, options, optionsFrom, multiple, kind, anyType } = parameter;
  const about: JsonObject = {};
  if (title !== undefined) about.title = title;
  if (description !== undefined) about.description = description;
  if (defaultValue !== undefined) about.default = defaultValue;
  // An expression can stand for any value.
  const types = anyType === true || multiple === true ? undefined : typesOf[kind];
  if (kind === "select" && options !== undefined && optionsFrom === undefined && multiple !== true) {
    const values: JsonValue[] = options.map(({ value }) => value);
    return { ...about, anyOf: [{ enum: values }, { type: "string", pattern: "\\$\\{" }, nothing] };
  }
  return types === undefined ? about : { ...about, type: [...types, "string", "null"] };
}

/** What a kind takes beside text. */
const typesOf: Partial<Record<ParameterKind, readonly string[]>> = {
  number: ["number"],
  boolean: ["boolean"],
  duration: ["number"],
  list: ["array"],
  mapping: ["object"],
};
