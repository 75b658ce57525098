import { expect, test } from "vitest";
import { openTestApi, type TestApi } from "./openTestApi.ts";

const code = `
step.report.addColumn({ table: "Devices", column: "name", title: "Device name" });
step.report.addRow({ table: "Devices", dataKey: "server", key: "1", status: "New", row: { name: "<b>router</b>" } });
`;

async function report({ ask }: TestApi, name: string): Promise<string> {
  const steps = [{ name: "sync", file: "Script", code }];
  await ask("POST", "/applications", { body: { name, generate_report: true, app_variables: [], steps } });
  return (await ask("POST", `/applications/${name}/run?wait=30`)).json().id;
}

test("a report by its id, as the manual shows it", async () => {
  const test = await openTestApi();
  const run = await report(test, "sync");
  const id = `report-sync-${run}`;
  const summary = {
    id,
    href: `/api/v1/reports/${id}`,
    app_name: "sync",
    application_id: run,
    created: expect.stringMatching(/^\d{4}-.*Z$/),
    rows: 1,
  };
  expect((await test.ask("GET", "/reports", { role: "viewer" })).json()).toEqual({
    reports: [summary],
    total: 1,
    next: null,
  });
  expect((await test.ask("GET", `/reports/${id}`, { role: "viewer" })).json()).toEqual({
    ...summary,
    tables: [
      {
        name: "Devices",
        columns: [{ key: "name", title: "Device name" }],
        sub_tables: [{ data_key: "server", rows: [{ key: "1", status: "New", row: { name: "<b>router</b>" } }] }],
      },
    ],
  });
  expect((await test.ask("GET", "/reports/report-sync-isapp-none")).json()).toMatchObject({
    status: 404,
    code: "not_found",
  });
});

test("lists page by page, by application and by text", async () => {
  const test = await openTestApi();
  const runs: string[] = [];
  for (const name of ["sync_a", "sync_b", "sync_a"]) runs.unshift(await report(test, name));
  const list = async (query: string) => (await test.ask("GET", `/reports?${query}`, { role: "viewer" })).json();
  const idsOf = (page: { reports: { application_id: string }[] }) => page.reports.map((item) => item.application_id);
  const first = await list("limit=2");
  expect([idsOf(first), first.total, first.next]).toEqual([runs.slice(0, 2), 3, runs[1]]);
  const second = await list(`limit=2&before=${first.next}`);
  expect([idsOf(second), second.next]).toEqual([runs.slice(2), null]);
  expect(idsOf(await list("application=sync_a"))).toEqual([runs[0], runs[2]]);
  expect(idsOf(await list("search=NC_B"))).toEqual([runs[1]]);
  expect((await test.ask("GET", "/reports?limit=0")).statusCode).toBe(400);
});

test("exports files that are saved and not shown in the page of the API", async () => {
  const test = await openTestApi();
  const run = await report(test, "sync");
  const csv = await test.ask("GET", `/reports/${run}/export?format=csv`, { role: "viewer" });
  expect(csv.headers).toMatchObject({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="report-${run}.csv"`,
  });
  expect(csv.body).toBe("Data key,Device name,Status\r\nserver,<b>router</b>,New\r\n");
  const html = await test.ask("GET", "/reports/last/export?format=html");
  expect(html.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(html.body).toContain("<td>&#60;b&#62;router&#60;/b&#62;</td>");
  expect((await test.ask("GET", `/reports/${run}/export?format=exe`)).statusCode).toBe(400);
});

test("deletes the report of an id, else all of an application; not for viewers and operators", async () => {
  const test = await openTestApi();
  const [first] = [await report(test, "sync"), await report(test, "sync")];
  const remove = (id: string) => test.ask("DELETE", `/reports/${id}`, { role: "developer" });
  for (const role of ["viewer", "operator"] as const) {
    expect((await test.ask("DELETE", "/reports/sync", { role })).statusCode).toBe(403);
  }
  expect((await remove(`report-sync-${first}`)).json()).toEqual({ deleted: 1 });
  expect((await remove(`report-sync-${first}`)).statusCode).toBe(404);
  expect((await remove("sync")).json()).toEqual({ deleted: 1 });
  expect((await remove("sync")).statusCode).toBe(404);
  expect((await test.ask("GET", "/reports")).json()).toEqual({ reports: [], total: 0, next: null });
});
