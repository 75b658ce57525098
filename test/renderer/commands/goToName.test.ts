import { expect, onTestFinished, test } from "vitest";
import { goToName } from "../../../renderer/commands/goToName.ts";
import { Bench } from "../support/Bench.ts";
import { buildEditState } from "../support/buildEditState.ts";
import { buildManifest, lookupOf } from "../support/buildManifest.ts";
import { openBench } from "./openBench.ts";

/** The bench with a variable, a class with a function, and aligned with a configuration. */
async function openAligned(): Promise<Bench> {
  const manifests = lookupOf(buildManifest({ file: "Log", stepFunctions: ["f"] }));
  const bench = await openBench({
    classList: { ...(await openBench()).workbench.classes.store.getState(), manifests },
  });
  const operations = [
    { op: "addVariable", variable: { name: "city", value: "Oslo" } },
    { op: "setConfiguration", name: "lab" },
  ] as const;
  bench.workbench.document.perform({ label: "Set up", operations });
  return bench;
}

test("a variable is gone to in the settings, a function in the code, and data where it was saved", async () => {
  const bench = await openAligned();
  const from = async (token: Parameters<typeof goToName>[1]["token"]) => {
    bench.workbench.session.openStep("id-d");
    await goToName(bench.workbench, { step: "id-d", token });
    const { openStep, stepPanel, stepTab, goingTo } = bench.session;
    return { openStep, stepPanel, stepTab, goingTo };
  };
  const city = { kind: "appvar", name: "city" } as const;
  expect(await from(city)).toMatchObject({ openStep: undefined, stepPanel: true, goingTo: city });
  const host = { kind: "config", name: "host" } as const;
  expect(await from(host)).toMatchObject({ openStep: undefined, stepPanel: true, goingTo: host });
  expect(await from({ kind: "stepFunc", name: "f" })).toMatchObject({ openStep: "id-d", stepTab: "code" });
  expect(await from({ kind: "path", name: "rows" })).toMatchObject({ openStep: "id-b", stepTab: "output" });
});

test("data of a step that nothing leads to is nowhere", async () => {
  const bench = await openBench();
  await goToName(bench.workbench, { step: "id-a", token: { kind: "path", name: "rows" } });
  expect([bench.session.openStep, bench.notices]).toEqual([undefined, [expect.stringContaining("Nothing leads to")]]);
});

test("a name that nothing has is told, and nobody waits for it", async () => {
  const bench = await openAligned();
  Object.assign(bench.workbench, { names: { listVariables: async () => [{ name: "host", encrypted: false }] } });
  const go = (token: Parameters<typeof goToName>[1]["token"]) => goToName(bench.workbench, { step: "id-d", token });
  await go({ kind: "appvar", name: "town" });
  await go({ kind: "config", name: "port" });
  await go({ kind: "stepFunc", name: "g" });
  expect(bench.notices).toEqual([
    "The application has no variable town",
    "The aligned configuration has no variable port",
    "The class of this step has no function g",
  ]);
  expect([bench.session.goingTo, bench.session.stepPanel]).toEqual([undefined, false]);
  await go({ kind: "config", name: "host" });
  expect(bench.session.goingTo).toEqual({ kind: "config", name: "host" });
  // Whoever goes elsewhere instead is not called back later.
  bench.workbench.session.openStep("id-a");
  expect(bench.session.goingTo).toBeUndefined();
});

test("the definition of a step that runs an application is that application, if it is named", async () => {
  const run = buildManifest({ file: "Run", parameters: [{ name: "child", kind: "application" }] });
  const classList = { ...(await openBench()).workbench.classes.store.getState(), manifests: lookupOf(run) };
  const steps = { a: { file: "Run", child: "nightly" }, b: { file: "Run", child: "${appvar.which}" } };
  const bench = await Bench.open(buildEditState(steps), { classList });
  onTestFinished(bench.dispose);
  for (const id of ["id-a", "id-b"]) {
    bench.select({ steps: [id] });
    await bench.run("step.goToDefinition");
  }
  expect([bench.visits, bench.session.openStep]).toEqual([["/applications/nightly"], "id-b"]);
});
