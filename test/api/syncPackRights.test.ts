import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
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

test("steps of an installed pack get the variables it names, and never those of the program itself", async () => {
  const folder = tempFolder();
  const names = ["PACK_NAMED", "SLUICE_KEY", "NODE_OPTIONS"];
  const seen = [...names, "PACK_HIDDEN"];
  for (const name of seen) vi.stubEnv(name, name === "NODE_OPTIONS" ? "--no-deprecation" : `value of ${name}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  const pack = await buildRealPack(folder, {
    meta: { name: "curious", version: "1.0.0", permissions: { env: names } },
    steps: { Look: stepCode("Look", `${JSON.stringify(seen)}.map((name) => process.env[name] ?? null)`) },
  });
  const { ask, host } = await openTestApi();
  await host.services.syncPacks.upload(pack, { overwrite: false });
  for (const verb of ["activate", "install"]) await ask("POST", `/syncpacks/curious/${verb}`);
  const result = await runToEnd(host, { name: "look", app_variables: [], steps: [{ name: "Look", file: "Look" }] });
  expect(result.steps[0]?.data).toEqual(["value of PACK_NAMED", null, null, null]);
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
