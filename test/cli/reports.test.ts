import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Sluice } from "./Sluice.ts";

const code = `
step.report.addColumn({ table: "Devices", column: "name", title: "Device name" });
step.report.addRow({ table: "Devices", dataKey: "server", key: "1", status: "New", row: { name: "router \\u001b[31m" } });
`;

it("sluice report lists, shows, exports and deletes what runs reported", async () => {
  const sluice = new Sluice();
  expect(await sluice.run(["report", "list"])).toMatchObject({
    code: 0,
    out: "",
    err: expect.stringContaining("no reports"),
  });
  const steps = [{ name: "sync", file: "Script", code }];
  const app = sluice.write("app.json", { name: "sync_devices", generate_report: true, app_variables: [], steps });
  for (let count = 0; count < 2; count += 1) expect((await sluice.run(["run", app])).code).toBe(0);

  const list = (await sluice.json(["report", "list"])) as { id: string; application_id: string }[];
  expect(list).toMatchObject([{ app_name: "sync_devices", rows: 1 }, { app_name: "sync_devices" }]);
  const [newest, oldest] = list.map(({ id }) => id);
  expect((await sluice.run(["report", "list", "--app", "other"])).err).toContain("no reports");
  expect((await sluice.run(["report", "list", "-n", "1"])).err).toContain("1 of 2 reports.");
  expect(await sluice.json(["report", "list", "--search", "SYNC", "--before", String(newest)])).toEqual([list[1]]);

  const shown = await sluice.run(["report", "show", "last"]);
  expect(shown.out).toMatch(/Devices \/ server {2}1 row\nDevice name {2}Status\nrouter \[31m {2}New\n/);
  expect((await sluice.run(["show", "last"])).out).toContain(`sluice report show ${list[0]?.application_id}`);
  expect(await sluice.json(["report", "show", String(newest)])).toMatchObject({
    id: newest,
    tables: [{ name: "Devices", sub_tables: [{ data_key: "server", rows: [{ status: "New" }] }] }],
  });

  const page = join(sluice.folder, "report.html");
  expect((await sluice.run(["report", "export", "last", "--out", page])).code).toBe(0);
  expect(readFileSync(page, "utf8")).toMatch(/^<!doctype html>/);
  expect((await sluice.run(["report", "export", "last", "-f", "csv"])).out).toMatch(/^Data key,Device name,Status\r\n/);
  expect(JSON.parse((await sluice.run(["report", "export", "last"])).out)).toMatchObject({ id: newest });
  expect((await sluice.run(["report", "export", "last", "-f", "pdf"])).code).toBe(2);

  expect((await sluice.run(["report", "delete", String(oldest)])).out).toBe("Deleted 1 report.\n");
  expect((await sluice.run(["report", "show", String(oldest)])).code).toBe(4);
  expect(await sluice.json(["report", "delete", "sync_devices"])).toEqual({ deleted: 1 });
  expect((await sluice.run(["report", "delete", "sync_devices"])).code).toBe(4);
});
