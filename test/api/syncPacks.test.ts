import { expect, test } from "vitest";
import { openTestApi } from "./openTestApi.ts";

const name = "base_steps_syncpack";
const status = { installed: true, activated: true, read_only: true };

test("the packs that ship with the program are listed as they are", async () => {
  const { ask } = await openTestApi();
  for (const query of ["", "?only_installed=true", "?only_activated=true"]) {
    const packs = (await ask("GET", `/syncpacks${query}`, { role: "viewer" })).json();
    expect(packs).toMatchObject([
      { name, friendly_name: "Base Steps", version: "1.0.0", ...status },
      { name: "data_steps_syncpack", friendly_name: "Data Steps", applications: [], ...status },
      { name: "directory_steps_syncpack", friendly_name: "Directory Steps", applications: [], ...status },
      { name: "files_steps_syncpack", friendly_name: "File Steps", applications: [], ...status },
      { name: "mail_steps_syncpack", friendly_name: "Mail Steps", applications: [], ...status },
      { name: "mongodb_steps_syncpack", friendly_name: "MongoDB Steps", applications: [], ...status },
      { name: "redis_steps_syncpack", friendly_name: "Redis Steps", applications: [], ...status },
      { name: "sql_steps_syncpack", friendly_name: "SQL Steps", applications: [], ...status },
      { name: "ssh_steps_syncpack", friendly_name: "SSH Steps", applications: [], ...status },
    ]);
  }
  const pack = (await ask("GET", `/syncpacks/${name}`)).json();
  expect(pack.steps).toEqual(expect.arrayContaining(["QueryREST", "Log", "Script"]));
  expect(pack.applications).toContain("is_system_diagnostics");
  const classes = (await ask("GET", "/steps")).json() as { name: string; syncpack: string | null }[];
  const listed = classes.filter(({ syncpack }) => syncpack === name).map((entry) => entry.name);
  expect(pack.steps).toEqual(expect.arrayContaining(listed));
  expect((await ask("GET", `/syncpacks/${name}/versions`)).json()).toEqual([
    { version: "1.0.0", ...status, problem: null },
  ]);
});

test("installing and activating answers with what is so already, and says what cannot be done", async () => {
  const { ask } = await openTestApi();
  for (const verb of ["install", "activate"]) {
    expect((await ask("POST", `/syncpacks/${name}/${verb}`)).json()).toMatchObject({ name, ...status });
    expect((await ask("POST", `/syncpacks/${name}/${verb}`, { body: { version: "1.0.0" } })).statusCode).toBe(200);
    const newer = await ask("POST", `/syncpacks/${name}/${verb}`, { body: { version: "9.0.0" } });
    expect([newer.statusCode, newer.json().details]).toEqual([404, { name, versions: ["1.0.0"] }]);
    const unknown = await ask("POST", `/syncpacks/base_step_syncpack/${verb}`, { body: {} });
    expect([unknown.statusCode, unknown.json().detail]).toEqual([
      404,
      expect.stringContaining("Upload its archive first"),
    ]);
    expect(unknown.json().detail).toContain(name);
  }
  const deleted = await ask("DELETE", `/syncpacks/${name}`);
  expect([deleted.statusCode, deleted.json().code]).toEqual([405, "not_supported"]);
  expect((await ask("DELETE", "/syncpacks/other")).statusCode).toBe(404);
});
