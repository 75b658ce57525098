import { expect, test } from "vitest";
import { type ArchivedRun, listBlobs } from "../../core/model/ArchivedRun.ts";
import { archivedReportSchema, archivedRunSchema } from "../../core/model/schemas/archiveSchemas.ts";

const summary = { kind: "list", bytes: 9, count: 1 } as const;

function buildArchivedRun(): ArchivedRun {
  const id = "isapp-0190b0aa-0000-7000-8000-000000000001";
  return {
    run: {
      id,
      appName: "app",
      state: "SUCCESS",
      warning: false,
      queue: "default",
      configuration: undefined,
      logLevel: 25,
      triggeredBy: { kind: "USER" },
      depth: 0,
      acceptedAt: 1,
      startedAt: 2,
      finishedAt: 3,
      kept: false,
      generateReport: false,
    },
    plan: {
      document: { name: "app", __proto__: null },
      wrappedDataKey: "w",
      inheritedSecrets: [],
      stepIds: {},
      pins: { a: { summary, blob: "pin.blob", size: 5 } },
    },
    steps: [
      {
        record: {
          id: "s1",
          runId: id,
          stepId: undefined,
          name: "a",
          file: "Log",
          position: 0,
          state: "SUCCESS",
          attempts: 1,
          warning: false,
          startedAt: 2,
          finishedAt: 3,
          error: undefined,
          skipped: undefined,
          wait: undefined,
          retryAt: undefined,
          data: summary,
          pinned: false,
          disabled: false,
          reusedFrom: undefined,
        },
        output: { summary, blob: "out.blob", size: 7 },
      },
    ],
    entries: [
      { type: "run.finished", at: 3 },
      Object.assign({ type: "step.log", at: 2, stepRunId: "s1" }, { attempt: 1, level: 25, module: "m", message: "x" }),
    ],
  };
}

const isRun = (change: (run: ArchivedRun) => unknown): boolean => {
  const run = buildArchivedRun();
  change(run);
  return archivedRunSchema.safeParse(JSON.parse(JSON.stringify(run))).success;
};

test("a run that ended is one, and names its blobs", () => {
  expect(isRun(() => {})).toBe(true);
  expect(listBlobs(buildArchivedRun())).toEqual([
    { blob: "pin.blob", size: 5 },
    { blob: "out.blob", size: 7 },
  ]);
});

test.each<[string, (run: ArchivedRun) => unknown]>([
  ["that goes on", ({ run }) => Object.assign(run, { state: "STARTED" })],
  ["without an end", ({ run }) => Object.assign(run, { finishedAt: undefined })],
  ["with an id of something else", ({ run }) => Object.assign(run, { id: "../x" })],
  [
    "with a blob that leads elsewhere",
    ({ plan }) => Object.assign(plan.pins, { a: { summary, blob: "../x", size: 1 } }),
  ],
  ["with output that is no base64", ({ steps }) => Object.assign(steps[0] ?? {}, { output: { summary, bytes: "%" } })],
  ["with an unknown event", ({ entries }) => entries.push({ type: "run.exploded", at: 1 })],
  ["with a line without text", ({ entries }) => entries.push({ type: "step.log", at: 1, stepRunId: "s1" })],
  ["with a document that is none", ({ plan }) => Object.assign(plan, { document: [] })],
])("a run %s is refused", (_, change) => {
  expect(isRun(change)).toBe(false);
});

test("a report has rows and columns", () => {
  const report = { runId: "isapp-1", appName: "a", createdAt: 1, entries: [] as unknown[] };
  expect(archivedReportSchema.safeParse(report).success).toBe(true);
  report.entries.push({ step: "s", entry: { kind: "row", table: "t", row: { a: 1 } } });
  expect(archivedReportSchema.safeParse(report).success).toBe(true);
  report.entries.push({ step: "s", entry: { kind: "row", table: "t" } });
  expect(archivedReportSchema.safeParse(report).success).toBe(false);
});
