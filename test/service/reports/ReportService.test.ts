import { expect, test } from "vitest";
import type { JsonObject } from "../../../core/base/json.ts";
import { openTestHost, runToEnd } from "../openTestHost.ts";

const code = `
step.report.addColumn({ table: "Devices", column: "name", title: "Device name" });
step.report.addRow({ table: "Devices", key: "1", status: "New", row: { name: values.name } });
step.report.addRow({ table: "Devices", key: "1", row: { ip: "10.0.0.1" } });
`;

function application(name: string, more: JsonObject = {}): JsonObject {
  const variables = [{ name: "device", value: "router" }];
  const values = { name: "${appvar.device}" };
  return {
    name,
    generate_report: true,
    app_variables: variables,
    steps: [{ name: "sync", file: "Script", code, values }],
    ...more,
  };
}

test("a run leaves a report, found by its id, by its run and as the last one", async () => {
  const { services, ...host } = await openTestHost();
  const run = await runToEnd({ services, ...host }, application("sync_devices"));
  const report = services.reports.get(run.id);
  expect(report).toEqual({
    runId: run.id,
    appName: "sync_devices",
    createdAt: expect.any(Number),
    rowCount: 2,
    tables: [
      {
        name: "Devices",
        columns: [
          { column: "name", title: "Device name" },
          { column: "ip", title: "ip" },
        ],
        subTables: [
          { dataKey: undefined, rows: [{ key: "1", status: "New", row: { name: "router", ip: "10.0.0.1" } }] },
        ],
      },
    ],
  });
  for (const id of [`report-sync_devices-${run.id}`, "last"]) expect(services.reports.get(id)).toEqual(report);
  for (const id of [`report-other-${run.id}`, "sync_devices", "report-", ""]) {
    expect(() => services.reports.get(id)).toThrow("There is no report");
  }
});

test("without generate_report there is none, nor of a step that fails", async () => {
  const host = await openTestHost();
  const silent = await runToEnd(host, application("silent", { generate_report: false }));
  const steps = [{ name: "fails", file: "Script", code: `${code}; throw new Error("no")`, values: { name: "x" } }];
  const failed = await runToEnd(host, application("failed", { steps }));
  expect([silent.state, failed.state]).toEqual(["SUCCESS", "FAILURE"]);
  expect(host.services.reports.list({ limit: 10 })).toEqual({ reports: [], total: 0, next: undefined });
});

test("a step that adds a row with a mistaken status fails with the reason, whether a report is made or not", async () => {
  const host = await openTestHost();
  const wrong = 'step.report.addRow({ table: "t", status: "Changed", row: {} })';
  const run = await runToEnd(
    host,
    application("wrong", { generate_report: false, steps: [{ name: "a", file: "Script", code: wrong }] }),
  );
  expect(run.steps[0]?.error?.message).toContain("New, Removed, Updated, Unchanged");
});

test("pages through all reports, and through those of one application", async () => {
  const host = await openTestHost();
  const { reports } = host.services;
  const ids: string[] = [];
  for (const name of ["a", "b", "a", "a"]) ids.unshift((await runToEnd(host, application(name))).id);
  const first = reports.list({ limit: 3 });
  expect(first).toMatchObject({ total: 4, next: ids[2] });
  expect(first.reports.map(({ runId }) => runId)).toEqual(ids.slice(0, 3));
  const rest = reports.list({ limit: 3, ...(first.next === undefined ? {} : { before: first.next }) });
  expect([rest.reports.map(({ runId }) => runId), rest.total, rest.next]).toEqual([ids.slice(3), 4, undefined]);
  expect(reports.list({ limit: 3, appName: "a" })).toMatchObject({ total: 3, next: undefined });
});

test("deletes a report by its id, else all of an application, and says when there is nothing", async () => {
  const host = await openTestHost();
  const { reports } = host.services;
  const [first, , other] = [
    await runToEnd(host, application("flow")),
    await runToEnd(host, application("flow")),
    await runToEnd(host, application("other")),
  ];
  expect(await reports.delete(`report-flow-${first?.id}`)).toBe(1);
  await expect(reports.delete(`report-flow-${first?.id}`)).rejects.toMatchObject({ code: "not_found" });
  await expect(reports.delete("flows")).rejects.toThrow('Did you mean "flow"?');
  expect(await reports.delete("flow")).toBe(1);
  expect(reports.list({ limit: 9 }).reports.map(({ runId }) => runId)).toEqual([other?.id]);
});

test("reports outlive their run", async () => {
  const host = await openTestHost();
  const run = await runToEnd(host, application("flow"));
  await host.store.pruner.prune(Date.now() + 1000);
  expect(host.services.queries.list({ limit: 1 })).toEqual([]);
  expect(host.services.reports.get(run.id).tables).toMatchObject([{ name: "Devices" }]);
});
