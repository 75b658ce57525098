import { expect, test } from "vitest";
import { z } from "zod";
import { jsonNamesSchema } from "../../../core/api/json/jsonNamesSchema.ts";
import { toJsonNames } from "../../../core/api/json/toJsonNames.ts";
import type { StepManifest } from "../../../core/model/StepManifest.ts";
import { stepManifestSchema } from "../../../core/model/schemas/manifestSchemas.ts";

test("keys become snake_case, times ISO 8601, and what people made stays as it is", () => {
  const record = {
    appName: "a",
    acceptedAt: 0,
    startedAt: undefined,
    steps: [{ retryMax: 2, at: 1 }],
    value: { someKey: 1 },
  };
  expect(toJsonNames(record)).toEqual({
    app_name: "a",
    accepted_at: "1970-01-01T00:00:00.000Z",
    steps: [{ retry_max: 2, at: "1970-01-01T00:00:00.001Z" }],
    value: { someKey: 1 },
  });
});

test("a number under another key is no time", () => {
  expect(toJsonNames({ flat: 1, that: 2, sat: 3 })).toEqual({ flat: 1, that: 2, sat: 3 });
});

test("the schema of the JSON accepts what the record becomes, and only that", () => {
  const schema = jsonNamesSchema(
    z.object({
      appName: z.string(),
      endedAt: z.number().optional(),
      wait: z.union([z.object({ kind: z.literal("until"), until: z.number() }), z.object({ kind: z.literal("runs") })]),
    }),
  );
  const json = toJsonNames({ appName: "a", endedAt: 5, wait: { kind: "until" as const, until: 7 } });
  expect(schema.parse(json)).toEqual(json);
  expect(schema.safeParse({ ...json, ended_at: 5 }).success).toBe(false);
  expect(schema.safeParse({ appName: "a", wait: { kind: "runs" } }).success).toBe(false);
});

test("a manifest keeps the values of its parameters", () => {
  const manifest: StepManifest = {
    file: "A",
    friendlyName: "A",
    description: "",
    version: "1",
    type: "standard",
    parameters: [{ name: "p", kind: "json", defaultValue: { someKey: 1 } }],
    stepFunctions: ["f"],
    usesPreviousParameters: false,
    hash: "h",
  };
  const json = toJsonNames(manifest);
  expect(json.parameters).toEqual([{ name: "p", kind: "json", default_value: { someKey: 1 } }]);
  expect(jsonNamesSchema(stepManifestSchema).parse(json)).toEqual(json);
});
