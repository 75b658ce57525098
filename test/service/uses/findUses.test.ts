import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/base/json.ts";
import type { Schedule } from "../../../core/model/Schedule.ts";
import type { StepManifest } from "../../../core/model/StepManifest.ts";
import { findUses } from "../../../core/service/uses/findUses.ts";
import type { Use, UseSubject } from "../../../core/service/uses/Use.ts";

const manifests = (file: string): StepManifest | undefined => {
  const parameters =
    file === "Trigger"
      ? [
          { name: "application", kind: "application" as const },
          { name: "queue", kind: "queue" as const },
        ]
      : [
          { name: "code", kind: "code" as const },
          { name: "text", kind: "text" as const },
        ];
  if (file === "Unknown") return undefined;
  return {
    file,
    friendlyName: file,
    description: "",
    version: "",
    type: "standard",
    parameters,
    stepFunctions: [],
    usesPreviousParameters: false,
    hash: file,
  };
};

const sync: JsonObject = {
  configuration: "prod",
  queue: "slow",
  app_variables: [{ name: "city" }],
  steps: [
    { name: "one", file: "Say", syncpack: "base", text: ["${config.pw}", { a: "${step_func.f ${config.url}}" }] },
    { name: "two", file: "Say", syncpack: "other", code: "${config.pw} ${appvar.city}", text: "${appvar.city}" },
    {
      name: "off",
      file: "Unknown",
      disabled: true,
      run: "step",
      step_class: "Runs",
      step_syncpack: "base",
      "my key": "$${config.pw} ${config.late}",
    },
  ],
};
const parent: JsonObject = {
  configuration: "test",
  steps: [
    {
      name: "go",
      file: "Trigger",
      application: "sync",
      configuration: "prod",
      queue: "slow",
      parameters: { city: "${config.pw}" },
    },
    { name: "say", file: "Say", text: "sync", configuration: "prod" },
    { name: "dynamic", file: "Trigger", application: "${appvar.which}" },
  ],
};
const configurations: JsonObject[] = [
  {
    name: "prod",
    configuration_data: [
      { name: "open", value: 1 },
      { name: "pw", value: "$SECRET(crm)$SECRET(crm)" },
      { name: "closed", value: "$SECRET(crm)", encrypted: true },
    ],
  },
  { name: "test", configuration_data: [{ name: "pw", value: "$SECRET(crm2) $$SECRET(crm)" }] },
];
const applications = [
  { name: "sync", draft: false, document: sync },
  { name: "parent", draft: false, document: parent },
  { name: "parent", draft: true, document: { configuration: "prod", steps: "none" } },
];
const find = (subject: UseSubject, schedules: Schedule[] = []) =>
  findUses(subject, { applications, configurations, schedules, manifests });
const use = (name: string, path: string, step?: string): Use => ({
  by: "application",
  name,
  draft: false,
  path,
  ...(step === undefined ? {} : { step }),
});

describe("what uses", () => {
  it("a step class: entries of its name, of its pack or of none", () => {
    expect(find({ kind: "step_class", name: "Say" })).toEqual([
      use("sync", "$.steps[0].file", "one"),
      use("sync", "$.steps[1].file", "two"),
      use("parent", "$.steps[1].file", "say"),
    ]);
    expect(find({ kind: "step_class", name: "Say", syncpack: "base" })).toEqual([
      use("sync", "$.steps[0].file", "one"),
      use("parent", "$.steps[1].file", "say"),
    ]);
    expect(find({ kind: "step_class", name: "Unknown" })).toEqual([use("sync", "$.steps[2].file", "off")]);
    // One that a step runs itself.
    const run = use("sync", "$.steps[2].step_class", "off");
    const inPack = (syncpack: string) => find({ kind: "step_class", name: "Runs", syncpack });
    expect([inPack("base"), inPack("other")]).toEqual([[run], []]);
  });

  it("a configuration: aligned applications, drafts included, and steps that trigger with it", () => {
    expect(find({ kind: "configuration", name: "prod" })).toEqual([
      use("sync", "$.configuration"),
      use("parent", "$.steps[0].configuration", "go"),
      { ...use("parent", "$.configuration"), draft: true },
    ]);
  });

  it("a queue: applications and parameters that are queues", () => {
    expect(find({ kind: "queue", name: "slow" })).toEqual([
      use("sync", "$.queue"),
      use("parent", "$.steps[0].queue", "go"),
    ]);
  });

  it("an application: parameters that are applications, not texts of the same words", () => {
    expect(find({ kind: "application", name: "sync" })).toEqual([use("parent", "$.steps[0].application", "go")]);
  });

  it("a variable of a configuration: at any depth, where that configuration is aligned, never in code", () => {
    const of = { kind: "config_variable", configuration: "prod" } as const;
    expect(find({ ...of, name: "pw" })).toEqual([use("sync", "$.steps[0].text", "one")]);
    expect(find({ ...of, name: "url" })).toEqual([use("sync", "$.steps[0].text", "one")]);
    expect(find({ ...of, name: "late" })).toEqual([use("sync", '$.steps[2]["my key"]', "off")]);
    expect(find({ ...of, configuration: "test", name: "pw" })).toEqual([use("parent", "$.steps[0].parameters", "go")]);
  });

  it("a variable of an application: its own steps, and steps that give it a value", () => {
    expect(find({ kind: "app_variable", application: "sync", name: "city" })).toEqual([
      use("sync", "$.steps[1].text", "two"),
      use("parent", "$.steps[0].parameters", "go"),
    ]);
    expect(find({ kind: "app_variable", application: "parent", name: "city" })).toEqual([]);
  });

  it("a secret: variables of configurations that name it, each once", () => {
    expect(find({ kind: "secret", name: "crm" })).toEqual([
      { by: "configuration", name: "prod", draft: false, path: "$.configuration_data[1].value" },
    ]);
  });

  it("nothing that is there: an empty list", () => {
    for (const kind of ["configuration", "queue", "application", "secret", "step_class"] as const) {
      expect(find({ kind, name: "__proto__" })).toEqual([]);
    }
  });

  it("what a schedule names, beside the documents", () => {
    const schedule: Schedule = {
      ...{ name: "nightly", application: "other", times: { kind: "frequency", runEvery: 60 } },
      ...{ params: { city: "Oslo" }, configuration: "night", queue: "dark" },
      ...{
        missed: "once",
        overlap: "skip",
        enabled: false,
        revision: 1,
        nextAt: undefined,
        createdAt: 0,
        updatedAt: 0,
      },
    };
    const other: Schedule = {
      ...schedule,
      name: "other",
      application: "x",
      configuration: undefined,
      params: undefined,
    };
    const paths = (subject: UseSubject) =>
      find(subject, [schedule, other]).map(({ by, name, path }) => [by, name, path]);
    expect(paths({ kind: "application", name: "other" })).toEqual([["schedule", "nightly", "$.application_id"]]);
    expect(paths({ kind: "configuration", name: "night" })).toEqual([["schedule", "nightly", "$.configuration"]]);
    expect(paths({ kind: "queue", name: "dark" })).toEqual([
      ["schedule", "nightly", "$.queue"],
      ["schedule", "other", "$.queue"],
    ]);
    expect(paths({ kind: "app_variable", name: "city", application: "other" })).toEqual([
      ["schedule", "nightly", "$.params.city"],
    ]);
    expect(paths({ kind: "app_variable", name: "city", application: "x" })).toEqual([]);
    expect(paths({ kind: "step_class", name: "other" })).toEqual([]);
  });
});
