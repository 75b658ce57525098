import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { buildRealPack, stepCode } from "../packs/buildRealPack.ts";
import { buildTestArchive } from "../packs/buildTestArchive.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { openTestApi, type TestApi } from "./openTestApi.ts";

const phases = {
  activate: ["Verify the archive", "Unpack it", "Build its environment"],
  install: ["Look for what it requires", "Check its step classes", "Register its content"],
};

let greet: Uint8Array;
beforeAll(async () => {
  const parent = mkdtempSync(join(tmpdir(), "sluice packs "));
  greet = await buildRealPack(parent, {
    meta: { name: "greet", version: "1.0.0" },
    steps: { Greet: stepCode("Greet", '"hello"') },
  });
  rmSync(parent, { recursive: true, force: true });
});

const upload = ({ api }: TestApi, payload: Uint8Array, query = "") => {
  const headers = { authorization: "Bearer administrator", "content-type": "application/gzip" };
  return api.inject({ method: "POST", url: `/api/v1/syncpacks${query}`, headers, payload: Buffer.from(payload) });
};

/** Starts the run and waits for its end. */
async function bringIn({ ask, host }: TestApi, pack: string, works: string[]) {
  const started = await ask("POST", `/syncpacks/${pack}/runs`, { body: { works } });
  const { id } = started.json();
  await host.runs.finished(id);
  const run = (await ask("GET", `/runs/${id}`, { role: "viewer" })).json();
  const steps = (await ask("GET", `/runs/${id}/steps`, { role: "viewer" })).json() as {
    name: string;
    state: string;
    error: { exception: string; message: string } | null;
  }[];
  const log = (await ask("GET", `/runs/${id}/logs`, { role: "viewer" })).json().lines as {
    step: string;
    message: string;
  }[];
  return { id, code: started.statusCode, run, steps, log };
}

test("activating and installing is a run with a step for each phase, and lines that say what was done", async () => {
  const world = await openTestApi();
  await upload(world, greet);
  const { code, run, steps, log } = await bringIn(world, "greet", ["install", "activate"]);
  expect([code, run]).toMatchObject([202, { app_name: "syncpack:greet@1.0.0", state: "SUCCESS", warning: false }]);
  const all = [...phases.activate, ...phases.install];
  expect(steps.map(({ name, state }) => [name, state])).toEqual(all.map((name) => [name, "SUCCESS"]));
  expect([...new Set(log.map(({ step }) => step))]).toEqual(all);
  const texts = log.map(({ message }) => message);
  for (const text of [
    "Nobody has signed it",
    "It is activated",
    "The step class Greet is what the archive says",
    "Step classes: Greet",
    "It is installed",
  ]) {
    expect(texts).toContain(text);
  }
  expect((await world.ask("GET", "/syncpacks/greet")).json()).toMatchObject({ activated: true, installed: true });
  expect((await world.ask("GET", "/runs?application=greet")).json().runs).toEqual([]);
  const again = await world.ask("POST", "/syncpacks/greet/runs", { body: { works: ["activate", "install"] } });
  expect([again.statusCode, again.json()]).toEqual([202, { id: null }]);
});

test("activating runs no code, and each of the two can be a run of its own", async () => {
  const world = await openTestApi();
  const steps = { Eager: 'throw new Error("it ran");' };
  await upload(world, await buildTestArchive({ meta: { name: "eager" }, steps }));
  const activated = await bringIn(world, "eager", ["activate"]);
  expect(activated.steps.map(({ name, state }) => [name, state])).toEqual(
    phases.activate.map((name) => [name, "SUCCESS"]),
  );
  const installed = await bringIn(world, "eager", ["install"]);
  expect(installed.run.state).toBe("FAILURE");
  expect(installed.steps).toMatchObject([
    { state: "SUCCESS" },
    { state: "FAILURE", error: { message: expect.stringContaining("it ran") } },
    { state: "SKIPPED" },
  ]);
  const kept = (await world.ask("GET", "/syncpacks/eager")).json();
  expect([kept.activated, kept.installed, kept.problem]).toEqual([true, false, installed.steps[1]?.error?.message]);
});

test("the other requests for it go by such runs as well, which wait for no worker", async () => {
  const world = await openTestApi();
  await world.ask("PUT", "/queues/default", { body: { capacity: 0 } });
  await upload(world, greet);
  for (const work of ["activate", "install"]) {
    expect((await world.ask("POST", `/syncpacks/greet/${work}`)).statusCode).toBe(200);
  }
  const { runs } = (await world.ask("GET", "/runs")).json() as { runs: { app_name: string; state: string }[] };
  expect(runs.map(({ app_name, state }) => [app_name, state])).toEqual([
    ["syncpack:greet@1.0.0", "SUCCESS"],
    ["syncpack:greet@1.0.0", "SUCCESS"],
  ]);
});

test("such a run is not repeated, no document makes one, and only who may activate starts one", async () => {
  const world = await openTestApi();
  const { ask } = world;
  await upload(world, greet);
  const { id } = await bringIn(world, "greet", ["activate"]);
  const replayed = await ask("POST", `/tasks/${id}/replay`);
  expect([replayed.statusCode, replayed.json().code]).toEqual([405, "not_supported"]);
  const rerun = await ask("POST", `/runs/${id}/rerun`, { body: { from: [phases.activate[0]] } });
  expect([rerun.statusCode, rerun.json().code]).toEqual([405, "not_supported"]);
  const { document } = (await ask("GET", `/runs/${id}/document`)).json();
  const forged = await ask("POST", "/runs", { body: { document } });
  expect([forged.statusCode, forged.json().code]).toEqual([400, "invalid_document"]);
  const forbidden = await ask("POST", "/syncpacks/greet/runs", { body: { works: ["install"] }, role: "developer" });
  expect(forbidden.statusCode).toBe(403);
  const early = await ask("POST", "/syncpacks/nothing/runs", { body: { works: ["activate"] } });
  expect(early.statusCode).toBe(404);
});

test("a run that goes on after a kill brings in what was agreed to, and no other archive in its place", async () => {
  const dataFolder = join(tempFolder(), "data");
  const first = await openTestApi({ dataFolder });
  const meta = { name: "plain", version: "1.0.0" };
  await upload(first, await buildTestArchive({ meta }));
  const { services } = first.host;
  // As a kill leaves it: the first phase is done, the second one had begun.
  const begin = async () => {
    const started = await first.host.packRuns.start("plain", { works: ["activate", "install"] });
    return started?.run.id ?? "";
  };
  const bringInOf = services.syncPacks.bringIn.bind(services.syncPacks);
  const stuck = Promise.withResolvers<void>();
  services.syncPacks.bringIn = async (phase, target, progress) => {
    if (phase !== "unpack") return bringInOf(phase, target, progress);
    stuck.resolve();
    await new Promise((_resolve, reject) =>
      progress.signal.addEventListener("abort", () => reject(new Error("killed"))),
    );
  };
  const id = await begin();
  await stuck.promise;
  await first.api.close();
  await first.host.close({ graceMs: 0 });

  const second = await openTestApi({ dataFolder });
  expect((await second.ask("GET", "/syncpacks/plain")).json()).toMatchObject({ activated: false, problem: null });
  expect(await second.host.resume()).toContain(id);
  expect((await second.host.runs.finished(id)).state).toBe("SUCCESS");
  expect((await second.ask("GET", "/syncpacks/plain")).json()).toMatchObject({ activated: true, installed: true });

  const other = await buildTestArchive({ meta: { ...meta, version: "2.0.0" } });
  await upload(second, other);
  const target = second.host.services.syncPacks.findTarget("plain", {
    works: ["activate"],
    version: "2.0.0",
    source: {},
  });
  await upload(
    second,
    await buildTestArchive({ meta: { ...meta, version: "2.0.0" }, files: { "a.md": "x" } }),
    "?force=true",
  );
  const progress = { log: () => undefined, signal: new AbortController().signal };
  await expect(second.host.services.syncPacks.bringIn("build", target as never, progress)).rejects.toMatchObject({
    code: "not_found",
    message: 'The SyncPack "plain" 2.0.0 is another archive by now.',
  });
});

test("a phase that was stopped while it waited for its turn does nothing, and leaves no complaint with the pack", async () => {
  const world = await openTestApi();
  await upload(world, greet);
  const { syncPacks } = world.host.services;
  const target = syncPacks.findTarget("greet", { works: ["activate"], source: {} });
  if (target === undefined) throw new Error("there is something to do");
  const going = { log: () => undefined, signal: new AbortController().signal };
  await syncPacks.bringIn("unpack", target, going);
  const stopping = new AbortController();
  // The pack is taken: the other phase has its turn after this one.
  const before = syncPacks.bringIn("verify", target, going);
  const stopped = syncPacks.bringIn("build", target, { ...going, signal: stopping.signal });
  stopping.abort();
  await before;
  await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
  expect((await world.ask("GET", "/syncpacks/greet")).json()).toMatchObject({ activated: false, problem: null });
});
