import { describe, expect, test } from "vitest";
import { parseClip, toClip, writeClip } from "../../../renderer/state/clipboard/Clip.ts";
import { pasteClip } from "../../../renderer/state/clipboard/pasteClip.ts";
import { listAllBoxes } from "../../../renderer/state/edits/moveItems.ts";
import type { Flow } from "../../../renderer/state/flow/Flow.ts";
import { readFlow } from "../../../renderer/state/flow/readFlow.ts";
import { nothingSelected } from "../../../renderer/state/session/SessionState.ts";
import { listCases } from "../../support/cases.ts";
import { Bench } from "../support/Bench.ts";
import { buildEditState } from "../support/buildEditState.ts";
import { buildManifest } from "../support/buildManifest.ts";

const origin = { at: { x: 0, y: 0 } };
const none = (): undefined => undefined;

const state = buildEditState(
  {
    a: { output_to: ["b", "out"], error_to: ["c"], routes: { big: ["b", "out"] }, url: "${config.x}" },
    b: { data_from: ["before"] },
    c: {},
    out: {},
    before: {},
  },
  {
    layout: {
      version: 1,
      steps: [
        { id: "id-a", step: "a", x: 100, y: 100 },
        { id: "id-b", step: "b", x: 380, y: 100 },
      ],
      groups: [{ id: "g", title: "Pair", colour: "", steps: ["id-a", "id-b"], folded: false }],
      notes: [{ id: "n", text: "On a", x: 100, y: 0, w: 200, h: 80, colour: "", step: "id-a" }],
    },
  },
);
const flow = readFlow({ state, manifests: none });

function paste(text: string, into: Flow = flow, to: { at: { x: number; y: number } | undefined } = origin) {
  const clip = parseClip(text);
  if (clip === undefined) throw new Error("The text is no clip.");
  let ids = 0;
  const createId = (): string => {
    ids += 1;
    return `new-${ids}`;
  };
  return pasteClip({ clip, flow: into, variables: new Set(), manifests: none, at: to.at, createId });
}

describe("copied steps", () => {
  const text = writeClip(
    toClip(flow, { ...nothingSelected, steps: new Set(["id-a", "id-b", "id-c"]), notes: new Set(["n"]) }),
  );

  test("keep inner edges, drop outer ones, get free names, and keep everything else as written", () => {
    const { operations } = paste(text);
    expect(operations.slice(0, 3)).toEqual([
      {
        op: "addStep",
        step: "new-1",
        at: expect.anything(),
        entry: {
          name: "a 2",
          file: "Log",
          output_to: ["b 2"],
          error_to: ["c 2"],
          routes: { big: ["b 2"] },
          url: "${config.x}",
        },
      },
      { op: "addStep", step: "new-2", at: expect.anything(), entry: { name: "b 2", file: "Log" } },
      { op: "addStep", step: "new-3", at: expect.anything(), entry: { name: "c 2", file: "Log" } },
    ]);
  });

  test("take a group along when all of it is copied, and notes with the step they belong to", () => {
    const { operations } = paste(text);
    expect(operations.slice(3)).toMatchObject([
      { op: "addGroup", group: { title: "Pair", steps: ["new-1", "new-2"] } },
      { op: "addNote", note: { text: "On a", step: "new-1", w: 200, h: 80 } },
    ]);
  });

  test("lie around the point where they are pasted, or a little beside the originals", () => {
    const places = (at: { x: number; y: number } | undefined): unknown[] =>
      paste(text, flow, { at }).operations.flatMap((operation) => (operation.op === "addStep" ? [operation.at] : []));
    expect(places(undefined).slice(0, 2)).toEqual([
      { x: 124, y: 124 },
      { x: 404, y: 124 },
    ]);
    const [first, second] = places({ x: 1000, y: 1000 }) as { x: number; y: number }[];
    expect((second?.x ?? 0) - (first?.x ?? 0)).toBe(280);
    expect(first?.x).toBeGreaterThan(700);
  });

  test("are pasted whatever is written in them, such as an expression that is no word of a shell", () => {
    const odd = buildEditState({ a: { path: "${}", url: "${ config.x" } });
    const oddFlow = readFlow({ state: odd, manifests: none });
    const text = writeClip(toClip(oddFlow, { ...nothingSelected, steps: new Set(["id-a"]) }));
    expect(parseClip(text)?.steps).toMatchObject([{ entry: { name: "a", path: "${}" } }]);
  });

  test("go below what lies where they are pasted, however often, instead of over it", async () => {
    const bench = await Bench.open(buildEditState({}));
    bench.clipboard = text;
    for (let count = 0; count < 3; count += 1) await bench.run("edit.paste");
    const boxes = listAllBoxes(bench.flow);
    expect(boxes).toHaveLength(12);
    const over = boxes.filter((box, index) =>
      boxes.slice(index + 1).some((other) => Math.abs(box.x - other.x) < 208 && Math.abs(box.y - other.y) < 56),
    );
    expect(over).toEqual([]);
    bench.dispose();
  });

  test("bring the names of application variables that they use and that are nowhere", () => {
    const clip = writeClip({
      steps: [
        { entry: { name: "a", file: "Log", message: "${appvar.city} ${appvar.here} $${appvar.no}" }, at: undefined },
        { entry: { name: "b", file: "Log", message: ["${appvar.city}"], other: "${appvar.unread}" }, at: undefined },
      ],
      groups: [],
      notes: [],
    });
    const manifest = buildManifest({ file: "Log", parameters: [{ name: "message", kind: "text" }] as never });
    const { operations } = pasteClip({
      clip: parseClip(clip) ?? { steps: [], groups: [], notes: [] },
      flow,
      variables: new Set(["here"]),
      manifests: () => manifest,
      at: undefined,
      createId: () => "new",
    });
    expect(operations.filter(({ op }) => op === "addVariable")).toEqual([
      { op: "addVariable", variable: { name: "city" } },
    ]);
  });

  test("into another application keep their names", () => {
    const empty = readFlow({ state: buildEditState({}), manifests: none });
    const names = paste(text, empty).operations.flatMap((one) => (one.op === "addStep" ? [one.entry.name] : []));
    expect(names).toEqual(["a", "b", "c"]);
  });
});

describe("a text from elsewhere", () => {
  test.each(["", "hello", "[1]", "{}", '{"steps": 3}', '{"steps": []}', '{"steps": [{"name": "x"}]}'])(
    "%j is no clip",
    (text) => {
      expect(parseClip(text)).toBeUndefined();
    },
  );

  test("that is a whole application is pasted with all its edges", () => {
    const empty = readFlow({ state: buildEditState({}), manifests: none });
    const { operations, steps } = paste(JSON.stringify(state.document), empty);
    expect(steps).toHaveLength(5);
    expect(operations[1]).toMatchObject({ entry: { name: "b", data_from: ["before"] } });
    expect(operations.find(({ op }) => op === "addGroup")).toMatchObject({ group: { steps: ["new-1", "new-2"] } });
  });

  const cases = listCases("n8n").filter(({ oracle }) => oracle.valid && oracle.n_steps > 0);
  test.skipIf(cases.length === 0)("pasting any flow gives a flow with the same steps and edges", async () => {
    for (const { name, text, oracle } of cases.slice(0, 40)) {
      const bench = await Bench.open(buildEditState({}));
      bench.clipboard = text;
      await bench.run("edit.paste");
      expect([name, bench.notices, bench.flow.steps.length, bench.flow.edges.length]).toEqual([
        name,
        [],
        oracle.n_steps,
        oracle.n_edges,
      ]);
      bench.dispose();
    }
  });
});

test("an application brings the variables that are missing, a curl command says where its credentials are expected", async () => {
  const bench = await Bench.open(buildEditState({ a: {} }, { app_variables: [{ name: "known", value: 1 }] }));
  const application = {
    name: "other",
    app_variables: [{ name: "known", value: 2 }, { name: "added" }],
    steps: [{ name: "b", file: "Log", message: "${appvar.added}" }],
  };
  bench.clipboard = JSON.stringify(application);
  await bench.run("edit.paste");
  expect(bench.names).toEqual(["a", "b"]);
  expect(bench.draft.state.document.app_variables).toEqual([{ name: "known", value: 1 }, { name: "added" }]);

  bench.clipboard = "curl -H 'Authorization: Bearer x' https://example.org/people";
  await bench.run("edit.paste");
  expect(bench.selected).toEqual(["GET example.org/people"]);
  expect(bench.notices).toEqual([expect.stringContaining("${config.token}")]);
  await bench.run("edit.undo");
  await bench.run("edit.undo");
  expect(bench.draft.state.document.app_variables).toEqual([{ name: "known", value: 1 }]);
  expect(bench.names).toEqual(["a"]);
  bench.dispose();
});
