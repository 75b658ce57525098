import { expect, test } from "vitest";
import { renameConfigured } from "../../../renderer/commands/renameConfigured.ts";
import { Bench } from "../support/Bench.ts";
import { buildEditState } from "../support/buildEditState.ts";
import { createMemoryConfigurations } from "../support/createMemoryConfigurations.ts";
import { MemoryDraft } from "../support/MemoryDraft.ts";

async function setUp() {
  const url = "http://${config.host}";
  const bench = await Bench.open(buildEditState({ a: { url, other: url } }, { configuration: "lab" }));
  bench.classes.own.set("Mine", { versions: ["url = '${config.host}';"], draft: undefined });
  const other = new MemoryDraft(buildEditState({ b: { url } }));
  const configurations = createMemoryConfigurations();
  const openDraft = (name: string) => {
    if (name !== "other") throw new Error(`${name} is gone.`);
    return other.attach();
  };
  const workbench = { ...bench.workbench, configurations, openDraft };
  return { bench, other, configurations, workbench };
}

const rename = { configuration: "lab", from: "host", to: "server", classes: ["Mine"] };

test("a variable of a configuration is renamed with the chosen uses: here, elsewhere and in code", async () => {
  const { bench, other, configurations, workbench } = await setUp();
  const problem = await renameConfigured(workbench, {
    ...rename,
    applications: ["app", "gone", "other"],
    isChosen: (application, use) => application !== "app" || use === "id-a url",
  });
  expect(problem).toBe("gone is gone.");
  expect((await configurations.read("lab"))?.variables.map(({ name }) => name)).toEqual(["server", "token"]);
  expect(bench.draft.state.document.steps).toMatchObject([
    { url: "http://${config.server}", other: "http://${config.host}" },
  ]);
  expect(other.state.document.steps).toMatchObject([{ url: "http://${config.server}" }]);
  expect(bench.classes.own.get("Mine")?.draft).toBe("url = '${config.server}';");
  await bench.run("edit.undo");
  expect(bench.draft.state.document.steps).toMatchObject([{ url: "http://${config.host}" }]);
  bench.dispose();
});

test("nothing is changed when the variable cannot be renamed", async () => {
  const { bench, other, workbench } = await setUp();
  const given = { ...rename, applications: ["app", "other"], isChosen: () => true };
  expect(await renameConfigured(workbench, { ...given, to: "token" })).toContain('"token" already');
  expect(await renameConfigured(workbench, { ...given, configuration: "none" })).toContain("no configuration");
  expect([bench.draft.updates, other.updates]).toEqual([[], []]);
  expect(bench.classes.own.get("Mine")?.draft).toBeUndefined();
  bench.dispose();
});
