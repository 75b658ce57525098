import { describe, expect, test } from "vitest";
import { toExcerpt } from "../../../renderer/canvas/toExcerpt.ts";
import { editOwnCode } from "../../../renderer/commands/ownCode.ts";
import { renameStep } from "../../../renderer/commands/renameStep.ts";
import type { Flow } from "../../../renderer/state/flow/Flow.ts";
import { readFlow } from "../../../renderer/state/flow/readFlow.ts";
import { renameInCode } from "../../../renderer/state/refactor/codeUses.ts";
import { listTexts } from "../../../renderer/state/refactor/FlowText.ts";
import { findTexts, parseSearch, replaceInText } from "../../../renderer/state/refactor/findTexts.ts";
import { findUses } from "../../../renderer/state/refactor/findUses.ts";
import { replaceClass } from "../../../renderer/state/refactor/replaceClass.ts";
import { Bench } from "../support/Bench.ts";
import { buildEditState } from "../support/buildEditState.ts";
import { buildManifest, lookupOf } from "../support/buildManifest.ts";

const script = buildManifest({
  file: "Script",
  friendlyName: "Script",
  parameters: [
    { name: "code", kind: "code" },
    { name: "values", kind: "json" },
  ],
});
const state = buildEditState(
  {
    "Read it": { output_to: ["Use it"] },
    "Use it": {
      file: "Script",
      code: 'step.getDataFromStepByName("Read it");\nconst a = \'Read it\'; // Read it\nconst b = "Read it all";',
      values: { from: "Read it", path: '${step_func.first "Read it" 2} of Read it', rows: ["${config.city}"] },
    },
    Other: { message: "${appvar.town.name} Read", output_to: [] },
  },
  {
    layout: {
      version: 1,
      steps: [],
      notes: [{ id: "n", text: "Look at Read it", x: 0, y: 0, w: 200, h: 96, colour: "" }],
      groups: [{ id: "g", title: "Reading", colour: "", steps: ["id-Other"], folded: false }],
    },
  },
);
const flow: Flow = readFlow({ state, manifests: lookupOf(script) });

describe("the uses of a step's name", () => {
  test("are string literals in code, arguments in tokens, and parameters that are the name", () => {
    const uses = findUses(flow, "Read it");
    expect(uses.map(({ at, count }) => [at.path.join("."), count])).toEqual([
      ["code", 2],
      ["values.from", 1],
      ["values.path", 1],
    ]);
    expect(uses.map(({ rename }) => rename("Get 'it'"))).toEqual([
      "step.getDataFromStepByName(\"Get \\'it\\'\");\nconst a = 'Get \\'it\\''; // Read it\nconst b = \"Read it all\";",
      "Get 'it'",
      "${step_func.first \"Get 'it'\" 2} of Read it",
    ]);
  });

  test("are none where the name is only a word among others", () => {
    expect(findUses(flow, "Read")).toEqual([]);
    expect(findUses(flow, "it")).toEqual([]);
  });

  test("are asked about before a rename, which is done at once when there are none", async () => {
    const bench = await Bench.open(buildEditState({ a: { message: "b" }, b: {}, c: {} }));
    await renameStep(bench.workbench, { step: "id-c", name: "d" });
    expect(bench.names).toEqual(["a", "b", "d"]);
    await renameStep(bench.workbench, { step: "id-b", name: "d" });
    expect(bench.session.renaming).toBeUndefined();
    expect(bench.notices).toHaveLength(1);
    await renameStep(bench.workbench, { step: "id-b", name: "e" });
    expect([bench.names, bench.session.renaming]).toEqual([["a", "b", "d"], { step: "id-b", name: "e" }]);
    bench.dispose();
  });

  test("are those in the code of own step classes too", async () => {
    const bench = await Bench.open(buildEditState({ a: {}, b: { file: "Log" } }));
    bench.classes.own.set("Log", { versions: ['this.getData("a");'], draft: undefined });
    await renameStep(bench.workbench, { step: "id-b", name: "c" });
    await renameStep(bench.workbench, { step: "id-a", name: "d" });
    expect([bench.names, bench.session.renaming]).toEqual([["a", "c"], { step: "id-a", name: "d" }]);
    const change = (code: string) => renameInCode(code, { from: "a", to: "d", kind: "step" });
    await editOwnCode(bench.workbench, { file: "Log", change });
    expect(bench.classes.own.get("Log")?.draft).toBe('this.getData("d");');
    bench.dispose();
  });
});

describe("a search", () => {
  const look = (step: { name: string }) => (step.name === "Other" ? "failed" : "idle") as "failed" | "idle";
  const found = (query: string): string[] =>
    findTexts({ flow, search: parseSearch(query), lookOf: look, isChanged: ({ name }) => name === "Use it" }).map(
      ({ at, count }) => {
        const where = "path" in at ? at.path.join(".") : at.place;
        return `${"step" in at ? at.step.name : at.id} ${where} ${count}`;
      },
    );

  test("finds names, parameters, code, notes and titles, whatever their case", () => {
    expect(found("read")).toEqual([
      "Read it name 1",
      "Use it code 4",
      "Use it values.from 1",
      "Use it values.path 2",
      "Other message 1",
      "n note 1",
      "g group 1",
    ]);
    expect(found("")).toEqual([]);
    expect(listTexts(flow)).toHaveLength(10);
  });

  test("has filters, alone and with a text", () => {
    expect(found("is:failed")).toEqual(["Other name 0"]);
    expect(found("is:changed")).toEqual(["Use it name 0"]);
    expect(found("is:idle")).toEqual(["Read it name 0", "Use it name 0"]);
    expect(found("is:nothing")).toEqual([]);
    expect(found("is:changed is:failed")).toEqual([]);
    expect(found("class:scr")).toEqual(["Use it name 0"]);
    expect(found('uses:"Read it"')).toEqual(["Use it name 0"]);
    expect(found("uses:city")).toEqual(["Use it name 0"]);
    expect(found("uses:town")).toEqual(["Other name 0"]);
    expect(found("class:Log is:failed read")).toEqual(["Other message 1"]);
    expect(parseSearch('a uses:"b c" d').text).toBe("a  d");
  });

  test("replaces in all places, as it is written", () => {
    expect(replaceInText("a.b A.B axb", { from: "a.b", to: "$1" })).toBe("$1 $1 axb");
  });

  test("shows the line of a place", () => {
    expect(toExcerpt("first\n  the second line\nthird", "second")).toBe("the second line");
    expect(toExcerpt(`${"x".repeat(80)} here ${"y".repeat(200)}`, "here")).toMatch(/^…x{23} here y{71}…$/);
  });
});

test("another class keeps the name, edges, and what it knows of the parameters", () => {
  const old = buildManifest({
    file: "Old",
    parameters: [
      { name: "url", kind: "text" },
      { name: "mode", kind: "text" },
    ],
  });
  const next = buildManifest({ file: "New", syncpack: "pack", parameters: [{ name: "url", kind: "text" }] });
  const entry = { file: "Old", url: "u", mode: "m", extra: 1, output_to: ["b"], retry_max: 2 };
  const [step] = readFlow({ state: buildEditState({ a: entry, b: {} }), manifests: lookupOf(old) }).steps;
  expect(step && replaceClass(step, next)).toEqual([
    { op: "setBase", step: "id-a", key: "file", value: "New" },
    { op: "setBase", step: "id-a", key: "syncpack", value: "pack" },
    { op: "setParameter", step: "id-a", path: ["mode"] },
  ]);
});
