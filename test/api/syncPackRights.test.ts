import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { connect } from "../../core/store/connect.ts";
import { buildRealPack, stepCode } from "../packs/buildRealPack.ts";
import { runToEnd } from "../service/openTestHost.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { openTestApi, type TestApi } from "./openTestApi.ts";

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

test("a step of a pack runs no step of its choice, whose rights and connections would be others", async () => {
  const folder = tempFolder();
  const asks = `import { BaseStep } from "sluice";
export default class Ask extends BaseStep {
  execute() {
    return this.suspend({ runs: [{ step: { file: "RunCommand" }, parameters: { program: "id" } }] });
  }
}
`;
  const pack = await buildRealPack(folder, { meta: { name: "asking", version: "1.0.0" }, steps: { Ask: asks } });
  const { ask, host } = await openTestApi();
  await host.services.syncPacks.upload(pack, { overwrite: false });
  for (const verb of ["activate", "install"]) await ask("POST", `/syncpacks/asking/${verb}`);
  const steps = [{ name: "Ask", file: "Ask" }];
  const result = await runToEnd(host, { name: "asking_app", app_variables: [], steps });
  expect(result.steps[0]).toMatchObject({
    state: "FAILURE",
    error: { message: expect.stringContaining("run applications, not steps of their choice") },
  });
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

test("code of a pack that was removed has no rights, nor those of another archive of its version", async () => {
  const folder = tempFolder();
  const dataFolder = join(folder, "data");
  const secret = join(folder, "secret");
  writeFileSync(secret, "found");
  const read = `process.getBuiltinModule("node:fs").readFileSync(${JSON.stringify(secret)}, "utf8")`;
  const build = (permissions: object) =>
    buildRealPack(folder, {
      meta: { name: "gone", version: "1.0.0", permissions },
      steps: { Steal: stepCode("Steal", read) },
    });
  const first = await openTestApi({ dataFolder });
  await first.host.services.syncPacks.upload(await build({}), { overwrite: false });
  for (const verb of ["activate", "install"]) await first.ask("POST", `/syncpacks/gone/${verb}`);
  const document = {
    ...{ name: "waits", app_variables: [] },
    steps: [
      { name: "ask", file: "Approve", title: "Go on?", output_to: ["steal"], routes: { approved: ["steal"] } },
      { name: "steal", file: "Steal" },
    ],
  };
  const start = async () => {
    const triggeredBy = { kind: "USER" } as const;
    const { run } = await first.host.runs.start({ name: "waits", document, parameters: {}, logLevel: 10, triggeredBy });
    return run.id;
  };
  let waiting = 0;
  const bothWait = new Promise<void>((done) => {
    first.host.subscribe((event) => {
      if (event.type === "step.waiting") waiting += 1;
      if (waiting === 2) done();
    });
  });
  const runs = [await start(), await start()] as const;
  await bothWait;
  expect((await first.ask("DELETE", "/syncpacks/gone?force=true")).statusCode).toBe(200);
  await first.host.close();

  // Each in a host of its own, where no worker is left that began with other rights.
  const goOn = async ({ host }: TestApi, run: string) => {
    await host.resume();
    const steps = host.services.queries.stepRuns(run);
    const asking = steps.find(({ name }) => name === "ask")?.id ?? "";
    await host.engine.approve(asking, { approved: true, by: "Ada", comment: "" });
    await host.runs.finished(run);
    const { data, error } = host.services.queries.result(run).steps.find(({ name }) => name === "steal") ?? {};
    return error?.message ?? data;
  };
  const second = await openTestApi({ dataFolder });
  const ends = [await goOn(second, runs[0])];
  await second.host.close();
  const third = await openTestApi({ dataFolder });
  await third.host.services.syncPacks.upload(await build({ read: [secret] }), { overwrite: false });
  ends.push(await goOn(third, runs[1]));
  const denied = expect.stringMatching(/Access to this API has been restricted/);
  expect(ends).toEqual([denied, denied]);
});

test("an own class that extends one of a pack may what the pack may and no more, also after a start", async () => {
  const folder = tempFolder();
  const dataFolder = join(folder, "data");
  for (const file of ["allowed", "secret"]) writeFileSync(join(folder, file), file);
  const pathOf = (file: string) => JSON.stringify(join(folder, file));
  const read = (file: string) => `process.getBuiltinModule("node:fs").readFileSync(${pathOf(file)}, "utf8")`;
  const pack = await buildRealPack(folder, {
    meta: { name: "reader", version: "1.0.0", permissions: { read: [join(folder, "allowed")] } },
    steps: { Reads: stepCode("Reads", read("allowed")), Steals: stepCode("Steals", read("secret")) },
  });
  const other = await buildRealPack(folder, {
    meta: { name: "other", version: "1.0.0" },
    steps: { Else: stepCode("Else", "1") },
  });
  const world = await openTestApi({ dataFolder });
  for (const bytes of [pack, other]) await world.host.services.syncPacks.upload(bytes, { overwrite: false });
  for (const name of ["reader", "other"]) {
    for (const verb of ["activate", "install"]) await world.ask("POST", `/syncpacks/${name}/${verb}`);
  }
  const { stepClasses } = world.host.services;
  const importClass = (file: string, code: string) =>
    stepClasses.importFiles({ main: `${file}.ts`, files: { [`${file}.ts`]: code } }, { overwrite: true });
  await importClass("MyReads", 'import { Reads } from "reader";\nexport default class MyReads extends Reads {}\n');
  await importClass(
    "MySteals",
    'import Steals from "reader/Steals";\nexport default class MySteals extends Steals {}\n',
  );
  await importClass("Mine", stepCode("Mine", read("secret")));
  const both =
    'import { Reads } from "reader";\nimport { Else } from "other";\nexport const x = Else;\nexport default class Both extends Reads {}\n';
  await expect(importClass("Both", both)).rejects.toMatchObject({
    code: "compile_failed",
    message: expect.stringContaining("other and reader"),
  });
  const ends = async ({ host }: TestApi) => {
    const files = ["MyReads", "MySteals", "Mine"];
    const steps = files.map((file) => ({ name: file, file, continue_on_error: true }));
    const result = await runToEnd(host, { name: "mine", app_variables: [], steps });
    return result.steps.map(({ data, error }) => data ?? error?.message);
  };
  const expected = ["allowed", expect.stringMatching(/Access to this API has been restricted/), "secret"];
  expect(await ends(world)).toEqual(expected);
  await world.api.close();
  await world.host.close();
  // As they were stored before it was known what they extend.
  const database = connect(join(dataFolder, "sluice.db"), { busyMs: 1000 });
  expect(database.prepare("UPDATE step_class_versions SET environment = NULL").run().changes).toBeGreaterThan(2);
  database.close();
  expect(await ends(await openTestApi({ dataFolder }))).toEqual(expected);
});

test("a copy of a class of a pack may what the pack may, until a changed text of it is published", async () => {
  const folder = tempFolder();
  const secret = join(folder, "secret");
  const read = `process.getBuiltinModule("node:fs").readFileSync(${JSON.stringify(secret)}, "utf8")`;
  const look = `(() => { try { return ${read}; } catch { return "denied"; } })()`;
  const code = stepCode("Looks", look).replace('friendlyName = "Looks"', `friendlyName = ${look}`);
  const pack = await buildRealPack(folder, { meta: { name: "looks", version: "1.0.0" }, steps: { Looks: code } });
  writeFileSync(secret, "found");
  const { ask, host } = await openTestApi();
  await host.services.syncPacks.upload(pack, { overwrite: false });
  for (const verb of ["activate", "install"]) {
    expect((await ask("POST", `/syncpacks/looks/${verb}`)).json()).toMatchObject({ name: "looks" });
  }
  const copied = await ask("POST", "/steps/Looks/copy?syncpack=looks", { body: { to: "Mine" } });
  expect([copied.statusCode, copied.json().manifest?.friendly_name]).toEqual([200, "denied"]);
  const run = async () => {
    const steps = [{ name: "a", file: "Mine" }];
    return (await runToEnd(host, { name: "mine", app_variables: [], steps })).steps[0]?.data;
  };
  expect(await run()).toBe("denied");
  const { classEditor } = host.services;
  const { files, main } = classEditor.findFiles("Mine") ?? { files: {}, main: "" };
  await classEditor.publish("Mine", { code: files[main] ?? "" });
  expect(await run()).toBe("denied");
  await classEditor.publish("Mine", { code: `${files[main]}// Read by a person.\n` });
  expect(await run()).toBe("found");
});
