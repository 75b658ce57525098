import type { JsonObject } from "../../../core/base/json.ts";
import type { ParameterManifest, StepManifest } from "../../../core/model/StepManifest.ts";
import { buildManifest } from "./buildManifest.ts";

const parameters: ParameterManifest[] = [
  { name: "url", kind: "text", title: "URL", required: true, description: "Where to ask.", sampleValue: "http://x" },
  { name: "body", kind: "longText", title: "Body", defaultValue: "Hello" },
  { name: "retries", kind: "number", title: "Retries", min: 0, max: 5, defaultValue: 2 },
  { name: "verify", kind: "boolean", title: "Verify", defaultValue: true },
  {
    name: "method",
    kind: "select",
    title: "Method",
    options: [{ value: "GET" }, { value: "POST", label: "Post" }],
    defaultValue: "GET",
  },
  { name: "tags", kind: "select", title: "Tags", multiple: true, options: [{ value: "a" }, { value: "b" }] },
  { name: "payload", kind: "json", title: "Payload", showWhen: { parameter: "method", equals: "POST" } },
  { name: "script", kind: "code", title: "Script", language: "typescript" },
  { name: "hosts", kind: "list", title: "Hosts", sampleValue: ["one.example"] },
  { name: "headers", kind: "mapping", title: "Headers" },
  { name: "password", kind: "secret", title: "Password", section: "Access" },
  { name: "variable", kind: "configVariable", title: "Variable", section: "Access" },
  { name: "since", kind: "date", title: "Since", section: "Time", sampleValue: "2026-01-31T08:00:00Z" },
  { name: "pause", kind: "duration", title: "Pause", section: "Time", max: 3600 },
  { name: "schedule", kind: "crontab", title: "Schedule", section: "Time", sampleValue: "0 8 * * 1-5" },
  { name: "path", kind: "file", title: "Path", section: "Places", advanced: true },
  { name: "database", kind: "connection", title: "Database", section: "Places", advanced: true },
  { name: "hall", kind: "select", title: "Hall", section: "Places", optionsFrom: "listHalls" },
  { name: "source", kind: "step", title: "Source", section: "Places" },
  { name: "child", kind: "application", title: "Child", section: "Places" },
  { name: "lane", kind: "queue", title: "Lane", section: "Places" },
  { name: "code", kind: "text", title: "Code", pattern: "[A-Z]{3}", section: "Places" },
];

/** A step class with a parameter of every kind. */
export const everyKind: StepManifest = buildManifest({
  file: "EveryKind",
  friendlyName: "Every kind",
  description: "A parameter of every kind",
  parameters,
  stepFunctions: ["encode", "today"],
});

/** A step class with forty texts. */
export const manyFields: StepManifest = buildManifest({
  file: "ManyFields",
  friendlyName: "Many fields",
  parameters: Array.from({ length: 40 }, (_, index) => ({ name: `f${index}`, kind: "text", title: `Field ${index}` })),
});

/** An application whose second step is of that class. */
export const everyKindDocument: JsonObject = {
  name: "form",
  configuration: "lab",
  app_variables: [{ name: "city", value: "Bonn" }],
  steps: [
    { name: "Read", file: "Log", output_to: ["Form"] },
    { name: "Form", file: "EveryKind", verify: false, headers: { accept: "text/plain", tries: 3 }, strange: [1, 2] },
    { name: "Many", file: "ManyFields" },
  ],
};
