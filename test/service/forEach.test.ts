import { expect, test, vi } from "vitest";
import type { JsonObject } from "../../core/base/json.ts";
import { buildRealPack, stepCode } from "../packs/buildRealPack.ts";
import { bringInPack } from "../support/bringInPack.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { addApplication, openTestHost, runToEnd } from "./openTestHost.ts";

const loop = (items: unknown[], each: JsonObject): JsonObject => ({
  name: "loop",
  app_variables: [],
  steps: [
    { name: "Items", file: "Script", code: `return ${JSON.stringify(items)};`, output_to: ["Each"] },
    { name: "Each", file: "ForEach", run: "step", ...each },
  ],
});

interface Each {
  index: number;
  run_id: string;
  data: unknown;
}

const savedBy = ({ steps }: { steps: { data?: unknown }[] }) =>
  steps.at(-1)?.data as { results: Each[]; failures: Each[] };

test("a step runs once for each item, with its parameters, in order, and failures are collected", async () => {
  const host = await openTestHost();
  const items = [{ at: "2026-01-31", text: "${appvar.x}" }, { at: "no date" }, { at: "2026-02-28" }];
  const each = { step_class: "Hash", parameters: { value: "${at}" }, at_once: 2 };
  const hashed = await runToEnd(host, loop(items, each));
  expect([hashed.state, hashed.steps.at(-1)?.error]).toEqual(["SUCCESS", null]);
  const { results, failures } = savedBy(hashed);
  expect(failures).toEqual([]);
  expect(results.map(({ index }) => index)).toEqual([0, 1, 2]);
  expect(new Set(results.map(({ data }) => JSON.stringify(data))).size).toBe(3);

  const scripted = await runToEnd(host, loop([1, 2], { step_class: "Script", parameters: { code: "return 7;" } }));
  expect(savedBy(scripted).results).toMatchObject([{ data: 7 }, { data: 7 }]);

  const failing = { step_class: "Stop", parameters: { message: "${text}" }, on_failure: "collect" };
  const stopped = await runToEnd(host, loop([{ text: "${config.secret} $1" }], failing));
  expect(stopped.state).toBe("SUCCESS");
  const { steps } = host.services.queries.result(savedBy(stopped).failures[0]?.run_id ?? "");
  // What an item holds is a value, whatever it looks like.
  expect(steps[0]?.error?.message).toContain("${config.secret} $1");
});

test("code runs as it is written, whatever an item or a secret holds", async () => {
  const host = await openTestHost();
  const evil = [{ name: "'+(() => { throw new Error('it ran') })()+'" }];
  const quoted = await runToEnd(host, loop(evil, { step_class: "Script", parameters: { code: "return '${name}';" } }));
  expect(savedBy(quoted).results).toMatchObject([{ data: "${name}" }]);
  const given = await runToEnd(host, loop([{ code: "return 7;" }], { step_class: "Script", parameters: "${item}" }));
  expect(given.steps.at(-1)?.error?.message).toContain('"code" is code: write it in the step');
});

test("a parameter that the class does not have, and a class that is not there, are told", async () => {
  const host = await openTestHost();
  const error = async (each: JsonObject) => (await runToEnd(host, loop([1], each))).steps.at(-1)?.error?.message;
  expect(await error({ step_class: "Wait", parameters: { nothing: 1 } })).toMatch(
    /^The step class "Wait" has no parameter "nothing"; it has: /,
  );
  expect(await error({ step_class: "Nowhere", parameters: {} })).toContain('There is no step class "Nowhere"');
});

test("the version of a pack is the one that the application keeps", async () => {
  const host = await openTestHost();
  const folder = tempFolder();
  for (const version of ["1.0.0", "2.0.0"]) {
    const pack = await buildRealPack(folder, {
      meta: { name: "greet", version },
      steps: { Greet: stepCode("Greet", JSON.stringify(version)) },
    });
    await host.services.syncPacks.upload(pack, { overwrite: false });
    await bringInPack(host, "greet");
  }
  const each = { step_class: "Greet", parameters: {} };
  const dataOf = async (document: JsonObject) => savedBy(await runToEnd(host, document)).results[0]?.data;
  expect(await dataOf(loop([1], each))).toBe("2.0.0");
  expect(await dataOf({ ...loop([1], each), syncpack_versions: { greet: "1.0.0" } })).toBe("1.0.0");
  // It is published with the version it uses, and that version is not taken away from under it.
  const { applications, drafts, syncPacks } = host.services;
  await drafts.put("loop", { user: "local", client: "w" }, { document: loop([1], each), label: "New" });
  await drafts.publish("loop", { user: "local", client: "w" });
  expect(applications.getPublished("loop").document.syncpack_versions).toEqual({ greet: "2.0.0" });
  expect(await syncPacks.findUses("greet", "2.0.0")).toEqual(["application loop"]);
  expect(await syncPacks.findUses("greet", "1.0.0")).toEqual([]);
});

test("ten thousand items start no more processes than their queue runs at once", async () => {
  const host = await openTestHost();
  const started = vi.spyOn(host.store.workers, "record");
  const empty = { name: "empty", app_variables: [], steps: [{ name: "a", file: "Transform", expression: "1" }] };
  await addApplication(host, empty);
  const items = { name: "Items", file: "Script", code: "return Array.from({ length: 10_000 }, (_, i) => i);" };
  const each = { name: "Each", file: "ForEach", application: "empty" };
  const steps = [{ ...items, output_to: ["Each"] }, each];
  const ended = await runToEnd(host, { name: "many", app_variables: [], steps });
  expect(ended.steps.at(-1)?.error).toBeNull();
  expect(savedBy(ended).results).toHaveLength(10_000);
  // Attempts at once of the default queue, and a few that read manifests or take the place of others.
  expect(started.mock.calls.length).toBeGreaterThan(0);
  expect(started.mock.calls.length).toBeLessThan(20);
}, 240_000);
