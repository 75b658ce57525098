import type { JsonValue } from "../base/json.ts";

/** How a parameter is edited, checked and resolved. */
export type ParameterKind =
  | "text"
  | "longText"
  | "number"
  | "boolean"
  | "select"
  | "json"
  | "code"
  | "list"
  | "mapping"
  | "secret"
  | "date"
  | "duration"
  | "crontab"
  | "file"
  | "connection"
  | "step"
  | "application"
  | "queue"
  | "configVariable";

export interface ParameterOption {
  value: JsonValue;
  label?: string;
}

/** One declared parameter of a step class; what the form, the validation and the run read. */
export interface ParameterManifest {
  name: string;
  kind: ParameterKind;
  /** Shown instead of the name. */
  title?: string;
  description?: string;
  sampleValue?: JsonValue;
  defaultValue?: JsonValue;
  required?: boolean;
  /** Declared without a kind, as in the manual: a value of any type is left as it is. `kind` is then "text". */
  anyType?: boolean;
  /** kind "select". */
  options?: ParameterOption[];
  /** kind "code". */
  language?: string;
  section?: string;
  advanced?: boolean;
  showWhen?: { parameter: string; equals: JsonValue };
  min?: number;
  max?: number;
  /** A regular expression the whole text must match. */
  pattern?: string;
  multiple?: boolean;
  placeholder?: string;
  /** Name of a method of the class, run in a worker when a person opens the list. */
  optionsFrom?: string;
  /** kind "connection": the kinds it takes; absent = any. */
  kinds?: string[];
  /** kind "connection": name of a method of the class, run in a worker to try a connection of one of these kinds. */
  testedBy?: string;
  /** kind "connection": whether its variable `tunnel` may name an SSH server that the way leads through. */
  tunnel?: boolean;
}

export interface OutputManifest {
  name: string;
  title?: string;
}

/** What everyone but the worker knows of a step class: plain JSON. */
export interface StepManifest {
  /** The file's name without its ending = the class = the identity in documents. */
  file: string;
  /** The pack that holds it; undefined = the user's own. */
  syncpack?: string;
  friendlyName: string;
  description: string;
  version: string;
  /** standard, aggregated or trigger (manual, What is a step?). */
  type: "standard" | "aggregated" | "trigger";
  author?: string;
  /** Markdown. */
  help?: string;
  /** Name of an icon of the icon set. */
  icon?: string;
  category?: string;
  parameters: ParameterManifest[];
  outputs?: OutputManifest[];
  /** Name of the list parameter whose rows are the outputs. */
  outputsFrom?: string;
  /** Synchronous methods below BaseStep: what `${step_func.NAME ...}` may call. */
  stepFunctions: string[];
  /** The class reads parameters of earlier steps (`getParameterFromPreviousStep`), so the host sends them along. */
  usesPreviousParameters: boolean;
  /** sha256 of the compiled class. */
  hash: string;
  /** The class was imported and never loaded, so only its name is known: importing runs no code. */
  unread?: true;
}

/** Finds the manifest of a step class; undefined = unknown class. */
export type ManifestLookup = (file: string, syncpack: string | undefined) => StepManifest | undefined;
