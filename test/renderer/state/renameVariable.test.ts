import { expect, test } from "vitest";
import { applyOperation } from "../../../core/model/operations/applyOperation.ts";
import { countUses, renameVariable } from "../../../renderer/state/edits/renameVariable.ts";
import { readFlow } from "../../../renderer/state/flow/readFlow.ts";
import { buildEditState } from "../support/buildEditState.ts";
import { buildManifest, lookupOf } from "../support/buildManifest.ts";

const script = buildManifest({ file: "Script", parameters: [{ name: "code", kind: "code" }] });
const manifests = lookupOf(script);
const start = buildEditState(
  {
    a: { url: "http://${appvar.a.b}/$${appvar.a.b}/${appvar.a}", deep: { list: ["${appvar.a.b}", 5] } },
    b: { file: "Script", code: "`${appvar.a.b}`", other: "${step_func.f ${appvar.a.b}}" },
    c: { message: "none" },
  },
  { app_variables: [{ name: "a.b", value: 1, odd: true }, { name: "z" }] },
);
const flow = readFlow({ state: start, manifests });

test("a variable is renamed in its entry and in every parameter that uses it, and nowhere else", () => {
  const operations = renameVariable(flow, { variable: { name: "a.b", value: 1, odd: true }, from: "a.b", to: "$&" });
  const { document } = operations.reduce(
    (state, operation) => applyOperation(state, operation, manifests).state,
    start,
  );
  expect(document).toMatchObject({
    app_variables: [{ name: "$&", value: 1, odd: true }, { name: "z" }],
    steps: [
      { url: "http://${appvar.$&}/$${appvar.a.b}/${appvar.a}", deep: { list: ["${appvar.$&}", 5] } },
      { code: "`${appvar.a.b}`", other: "${step_func.f ${appvar.$&}}" },
      { message: "none" },
    ],
  });
  expect(operations).toHaveLength(4);
});

test("uses are counted by parameter", () => {
  expect([countUses(flow, "a.b"), countUses(flow, "z")]).toEqual([3, 0]);
});
