import { describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import { applicationSchema, configurationSchema } from "../../../core/model/schemas/applicationSchemas.ts";
import { stepManifestSchema } from "../../../core/model/schemas/manifestSchemas.ts";
import { reportEntrySchema } from "../../../core/model/schemas/reportSchemas.ts";
import {
  logLineSchema,
  problemSchema,
  runRecordSchema,
  stepRunRecordSchema,
} from "../../../core/model/schemas/runSchemas.ts";
import type { SchemaAgreement } from "../../../core/model/schemas/schemaAgreement.ts";
import { validateApplication } from "../../../core/model/validation/validateApplication.ts";
import { anyClass, buildManifest, buildParameter } from "../buildManifest.ts";

const application = {
  name: "app",
  friendly_name: "App",
  configuration: "",
  generate_report: "True",
  app_variables: [{ name: "v", value: [1], required: true, sample_value: null, default_value: {}, more: 1 }],
  steps: [
    {
      name: "A",
      file: "X",
      output_to: ["B"],
      retry_max: "3",
      retry_backoff: "true",
      url: { any: ["thing"] },
      disabled: 5,
    },
    { name: "B", file: "X", data_from: ["A"], syncpack: null },
  ],
  syncpack_versions: { base: "1.0.0" },
  layout: { version: 1, steps: [{ step: "A", x: 0, y: 1.5 }], groups: [], notes: [] },
  other: { kept: true },
};

const run = {
  id: "isapp-1",
  appName: "app",
  state: "SUCCESS",
  warning: false,
  queue: "default",
  configuration: undefined,
  logLevel: 25,
  triggeredBy: { kind: "RUN", runId: "r", stepRunId: "s", stepName: "A", awaited: true },
  depth: 1,
  acceptedAt: 1,
  startedAt: 2,
  finishedAt: undefined,
  kept: false,
  generateReport: false,
};

const stepRun = {
  id: "s",
  runId: "r",
  stepId: undefined,
  name: "A",
  file: "X",
  position: 0,
  state: "WAITING",
  attempts: 1,
  warning: true,
  startedAt: 1,
  finishedAt: undefined,
  error: { exception: "Error", message: "m", attempt: 1 },
  skipped: undefined,
  wait: { kind: "approval", title: "Go?" },
  retryAt: undefined,
  data: { kind: "list", bytes: 10, count: 2 },
  pinned: false,
  disabled: false,
  reusedFrom: undefined,
};

describe("schemas", () => {
  it("agree with the types they are named after", () => {
    expectTypeOf<SchemaAgreement[number]>().toEqualTypeOf<true>();
  });

  it("accept an application and keep every key", () => {
    expect(applicationSchema.parse(application)).toEqual(application);
  });

  it.each([
    [{ ...application, steps: [] }],
    [{ ...application, steps: [{ name: "A" }] }],
    [{ ...application, steps: [{ name: "", file: "X" }] }],
    [{ ...application, steps: [{ name: "A", file: "X", output_to: "B" }] }],
    [{ ...application, steps: [{ name: "A", file: "X", retry_max: 1_001 }] }],
    [{ ...application, app_variables: {} }],
    [{ ...application, generate_report: "perhaps" }],
  ])("refuse what the validation refuses too: case %#", (document) => {
    expect(applicationSchema.safeParse(document).success).toBe(false);
    const problems = validateApplication({ document: JSON.parse(JSON.stringify(document)), manifests: anyClass });
    expect(problems.some((problem) => problem.severity === "error")).toBe(true);
  });

  it("accept a configuration whose variables have spaces or no name at all", () => {
    const configuration = {
      name: "c",
      configuration_data: [{ name: "a b", value: 1, encrypted: "true" }, { name: "" }],
    };
    expect(configurationSchema.parse(configuration)).toEqual(configuration);
    expect(configurationSchema.safeParse({ name: "c" }).success).toBe(false);
  });

  it("accept records as they are and as they come out of JSON", () => {
    const manifest = buildManifest({
      parameters: [buildParameter({ kind: "select", options: [{ value: 1, label: "one" }] })],
    });
    const line = {
      time: 1,
      runId: "r",
      stepRunId: undefined,
      step: "A",
      attempt: 1,
      level: 20,
      module: "m",
      message: "x",
    };
    const records = [
      [runRecordSchema, run],
      [stepRunRecordSchema, stepRun],
      [stepManifestSchema, manifest],
      [logLineSchema, line],
      [reportEntrySchema, { kind: "row", table: "t", key: "1", status: "New", row: { a: [1] } }],
      [reportEntrySchema, { kind: "column", table: "t", column: "a" }],
      [problemSchema, { severity: "error", code: "cycle", path: "$", message: "m", steps: ["A"] }],
    ] as const;
    for (const [schema, record] of records) {
      expect(schema.parse(record)).toEqual(record);
      expect(schema.parse(JSON.parse(JSON.stringify(record)))).toEqual(JSON.parse(JSON.stringify(record)));
      expect(schema.safeParse({}).success).toBe(false);
    }
    expect(runRecordSchema.safeParse({ ...run, state: "WAITING" }).success).toBe(false);
  });

  it("can be written as JSON schema for the API's description", () => {
    for (const schema of [
      applicationSchema,
      configurationSchema,
      stepManifestSchema,
      runRecordSchema,
      stepRunRecordSchema,
    ]) {
      expect(z.toJSONSchema(schema, { io: "input" })).toMatchObject({ type: "object" });
    }
  });
});
