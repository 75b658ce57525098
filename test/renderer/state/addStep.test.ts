import { describe, expect, test } from "vitest";
import { addStep, placeAfter } from "../../../renderer/state/edits/addStep.ts";
import { newName } from "../../../renderer/state/edits/newName.ts";
import { searchClasses } from "../../../renderer/state/flow/searchClasses.ts";
import { Bench } from "../support/Bench.ts";
import { buildEditState } from "../support/buildEditState.ts";
import { buildManifest } from "../support/buildManifest.ts";

const layout = {
  version: 1,
  steps: [
    { id: "id-a", step: "a", x: 0, y: 0 },
    { id: "id-b", step: "b", x: 280, y: 0 },
    { id: "id-c", step: "c", x: 560, y: 0 },
  ],
};

async function openBench(): Promise<Bench> {
  const steps = { a: { output_to: ["b"], error_to: ["c"], routes: { big: ["b"] } }, b: { output_to: ["c"] }, c: {} };
  return Bench.open(buildEditState(steps, { layout }));
}

function perform(bench: Bench, more: Partial<Parameters<typeof addStep>[0]>): void {
  const manifest = buildManifest({ file: "Log", friendlyName: "Log", syncpack: "base" });
  const operations = addStep({ flow: bench.flow, manifest, id: "new", at: { x: 41, y: 43 }, ...more });
  expect(bench.workbench.document.perform({ label: "Add", operations })).toMatchObject({ ok: true });
}

describe("a new step", () => {
  test("has a free name, names its pack, and lies on the grid", async () => {
    const bench = await openBench();
    perform(bench, {});
    perform(bench, { flow: bench.flow, id: "second" });
    expect(bench.names.slice(3)).toEqual(["Log", "Log 2"]);
    expect(bench.flow.byId.get("new")).toMatchObject({ syncpack: "base", at: { x: 40, y: 44 } });
    bench.dispose();
  });

  test("at the end of a wire is connected", async () => {
    const bench = await openBench();
    perform(bench, { from: { from: "id-c", kind: "error", output: "" } });
    expect(bench.edges).toContain("error c Log");
    bench.dispose();
  });

  test.each(["success", "route", "error"])("on an edge of kind %s takes its place and makes room", async (kind) => {
    const bench = await openBench();
    const edge = bench.flow.edges.find((one) => one.kind === kind);
    perform(bench, { edge, at: { x: 300, y: 0 } });
    const [from, to] = [bench.flow.byId.get(edge?.from ?? "")?.name, bench.flow.byId.get(edge?.to ?? "")?.name];
    expect(bench.edges).toContain(`${kind} ${from} Log`);
    expect(bench.edges).toContain(`success Log ${to}`);
    expect(bench.edges).not.toContain(`${kind} ${from} ${to}`);
    const [place, target] = [bench.places.Log, bench.places[to ?? ""]];
    expect((target?.x ?? 0) - (place?.x ?? 0)).toBeGreaterThanOrEqual(280);
    bench.dispose();
  });

  test("after another one goes below what is there", async () => {
    const bench = await openBench();
    const a = bench.flow.byId.get("id-a");
    if (a === undefined) throw new Error("a is missing");
    expect(placeAfter(bench.flow, a)).toEqual({ x: 280, y: 80 });
    bench.dispose();
  });
});

test("names count from 2 and go on where they were", () => {
  const taken = new Set(["Log", "Log 2"]);
  expect([newName("Log", taken), newName("Log 2", taken), newName("New", taken)]).toEqual(["Log 3", "Log 4", "New"]);
});

test("searching classes finds words anywhere and puts names first", () => {
  const classes = [
    buildManifest({ file: "Log", friendlyName: "Log", description: "Writes for a query" }),
    buildManifest({ file: "QueryREST", friendlyName: "Query REST" }),
    buildManifest({ file: "CacheSave", friendlyName: "Cache Save" }),
  ];
  const found = (query: string): string[] => searchClasses(classes, query).map(({ file }) => file);
  expect(found("query")).toEqual(["QueryREST", "Log"]);
  expect(found("rest que")).toEqual(["QueryREST"]);
  expect(found("nothing")).toEqual([]);
  expect(found("  ")).toHaveLength(3);
});
