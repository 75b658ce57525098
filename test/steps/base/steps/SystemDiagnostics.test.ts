import { expect, test } from "vitest";
import { buildReportTables } from "../../../../core/model/buildReportTables.ts";
import SystemDiagnostics from "../../../../core/steps/base/steps/SystemDiagnostics.ts";
import { buildDiagnostics } from "../../../support/buildDiagnostics.ts";
import { runStep } from "../../../support/runStep.ts";

const failure = {
  runId: "isapp-1",
  appName: "sync",
  step: "Load",
  at: Date.UTC(2026, 0, 1, 23, 5, 9),
  exception: "HttpException",
  message: "503",
};

test("gives every fact to the next step and a table for each kind to the report", async () => {
  const diagnostics = buildDiagnostics({ failures: { count: 7, steps: [failure, failure] } });
  const { data, report, logs, error } = await runStep(SystemDiagnostics, { diagnostics });
  expect(error).toBeUndefined();
  expect(data).toEqual(diagnostics);
  expect(logs).toEqual([{ level: "flow", message: "7 runs failed within the last day" }]);
  const tables = buildReportTables(report).map(({ name, columns, subTables }) => [
    name,
    columns.map(({ title }) => title),
    subTables.flatMap(({ rows }) => rows.map(({ row }) => Object.values(row))),
  ]);
  const failed = ["2026-01-01 23:05:09", "sync", "Load", "HttpException", "503", "isapp-1"];
  expect(tables).toEqual([
    [
      "Versions",
      ["Name", "Value"],
      [
        ["Sluice", "1.2.3"],
        ["Node.js", "24.0.0"],
        ["SQLite", "3.50.0"],
        ["Platform", "linux x64"],
      ],
    ],
    [
      "Queues",
      ["Queue", "Attempts at once", "Unfinished runs", "Running attempts", "Waiting steps"],
      [["default", 5, 2, 3, 4]],
    ],
    [
      "Disk",
      ["Name", "Value"],
      [
        ["Free", "500 GB of 2.0 TB (25 %)"],
        ["Saved data in files", "1.2 KB"],
      ],
    ],
    [
      "Database",
      ["Name", "Value"],
      [
        ["Size", "12 MB"],
        ["Free for new rows", "999 B"],
        ["Runs", 7],
        ["Oldest run", "none"],
        ["Reports", 1],
        ["Applications", 2],
      ],
    ],
    [
      "Failures of the last day",
      ["Time (UTC)", "Application", "Step", "Exception", "Message", "Run"],
      [failed, failed],
    ],
  ]);
});
