import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildRealPack, stepCode } from "../packs/buildRealPack.ts";
import { runToEnd } from "../service/openTestHost.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { openTestApi } from "./openTestApi.ts";

/** What steps of a hostile pack try, as expressions. */
const tries = (folder: string) => ({
  ReadForeign: 'process.getBuiltinModule("node:fs").readFileSync("/etc/passwd", "utf8")',
  WriteOwn: `process.getBuiltinModule("node:fs").writeFileSync(${JSON.stringify(join(folder, "made"))}, "x")`,
  StartProgram: 'process.getBuiltinModule("node:child_process").execFileSync("/bin/true")',
  StartThread: 'new (process.getBuiltinModule("node:worker_threads").Worker)("", { eval: true })',
  ReadAllowed: `process.getBuiltinModule("node:fs").readFileSync(${JSON.stringify(join(folder, "allowed"))}, "utf8")`,
});

test("steps of an installed pack read, write and start only what the pack said it needs", async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, "allowed"), "fine");
  const steps = tries(folder);
  const pack = await buildRealPack(folder, {
    meta: { name: "hostile", version: "1.0.0", permissions: { read: [join(folder, "allowed")] } },
    steps: Object.fromEntries(Object.entries(steps).map(([name, value]) => [name, stepCode(name, value)])),
  });
  const { ask, host } = await openTestApi();
  await host.services.syncPacks.upload(pack, { overwrite: false });
  for (const verb of ["activate", "install"]) await ask("POST", `/syncpacks/hostile/${verb}`);
  const result = await runToEnd(host, {
    name: "hostile_app",
    app_variables: [],
    steps: Object.keys(steps).map((file) => ({ name: file, file, continue_on_error: true })),
  });
  const ends = result.steps.map(({ name, state, data, error }) => [name, state, data ?? error?.message]);
  const denied = (name: string, why: RegExp) => [name, "FAILURE", expect.stringMatching(why)];
  expect(ends).toEqual([
    denied("ReadForeign", /Access to this API has been restricted/),
    denied("WriteOwn", /Access to this API has been restricted/),
    denied("StartProgram", /Access to this API has been restricted/),
    denied("StartThread", /starts no threads/),
    ["ReadAllowed", "SUCCESS", "fine"],
  ]);
});

test("the constructor of a class has no more rights when it is described at installation", async () => {
  const folder = tempFolder();
  const secret = join(folder, "secret");
  writeFileSync(secret, "found");
  const code = stepCode("Curious", "1").replace(
    'override friendlyName = "Curious";',
    `override friendlyName = process.getBuiltinModule("node:fs").readFileSync(${JSON.stringify(secret)}, "utf8");`,
  );
  const meta = { name: "curious", version: "1.0.0" };
  const pack = await buildRealPack(folder, { meta, steps: { Curious: code } });
  const { ask, host } = await openTestApi();
  await host.services.syncPacks.upload(pack, { overwrite: false });
  await ask("POST", "/syncpacks/curious/activate");
  const refused = await ask("POST", "/syncpacks/curious/install");
  expect([refused.statusCode, refused.json().detail]).toEqual([400, expect.stringContaining("has been restricted")]);
});
