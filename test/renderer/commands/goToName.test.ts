import { expect, onTestFinished, test } from "vitest";
import { goToName } from "../../../renderer/commands/goToName.ts";
import { Bench } from "../support/Bench.ts";
import { buildEditState } from "../support/buildEditState.ts";
import { buildManifest, lookupOf } from "../support/buildManifest.ts";
import { openBench } from "./openBench.ts";

test("a variable is gone to in the settings, a function in the code, and data where it was saved", async () => {
  const bench = await openBench();
  const from = (token: Parameters<typeof goToName>[1]["token"]) => {
    bench.workbench.session.openStep("id-d");
    goToName(bench.workbench, { step: "id-d", token });
    const { openStep, stepPanel, stepTab, goingTo } = bench.session;
    return { openStep, stepPanel, stepTab, goingTo };
  };
  const city = { kind: "appvar", name: "city" } as const;
  expect(from(city)).toMatchObject({ openStep: undefined, stepPanel: true, goingTo: city });
  const host = { kind: "config", name: "host" } as const;
  expect(from(host)).toMatchObject({ openStep: undefined, stepPanel: true, goingTo: host });
  expect(from({ kind: "stepFunc", name: "f" })).toMatchObject({ openStep: "id-d", stepTab: "code" });
  expect(from({ kind: "path", name: "rows" })).toMatchObject({ openStep: "id-b", stepTab: "output" });
});

test("data of a step that nothing leads to is nowhere", async () => {
  const bench = await openBench();
  goToName(bench.workbench, { step: "id-a", token: { kind: "path", name: "rows" } });
  expect([bench.session.openStep, bench.notices]).toEqual([undefined, [expect.stringContaining("Nothing leads to")]]);
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
