import { expect, test } from "vitest";
import { applyOperation } from "../../../core/model/operations/applyOperation.ts";
import { readFlow } from "../../../renderer/state/flow/readFlow.ts";
import {
  findConfigurationUses,
  findVariableUses,
  renameVariable,
} from "../../../renderer/state/refactor/findVariableUses.ts";
import { buildEditState } from "../support/buildEditState.ts";
import { buildManifest, lookupOf } from "../support/buildManifest.ts";

const script = buildManifest({ file: "Script", parameters: [{ name: "code", kind: "code" }] });
const manifests = lookupOf(script);
const start = buildEditState(
  {
    a: { url: "http://${appvar.a.b}/$${appvar.a.b}/${appvar.a}", deep: { list: ["${appvar.a.b}", 5] } },
    b: {
      file: "Script",
      code: "`${appvar.a.b}` + step.getAppVariable('a.b') + step.getAppVariable( `a.b`) + 'a.b'",
      other: "${step_func.f ${appvar.a.b}}",
    },
    c: { message: "none" },
  },
  { app_variables: [{ name: "a.b", value: 1, odd: true }, { name: "z" }] },
);
const flow = readFlow({ state: start, manifests });
const uses = findVariableUses(flow, "a.b");
const rename = (chosen: typeof uses) =>
  renameVariable(chosen, { variable: { name: "a.b", value: 1, odd: true }, from: "a.b", to: "$&" }).reduce(
    (state, operation) => applyOperation(state, operation, manifests).state,
    start,
  ).document;

test("uses are found in parameters at any depth, and in code where it asks for the variable", () => {
  expect(uses.map(({ at, count }) => [at.step.name, at.path.join("."), count])).toEqual([
    ["a", "url", 1],
    ["a", "deep.list.0", 1],
    ["b", "code", 2],
    ["b", "other", 1],
  ]);
  expect(findVariableUses(flow, "z")).toEqual([]);
});

test("a variable is renamed in its entry and in every use that was chosen, and nowhere else", () => {
  expect(rename(uses)).toMatchObject({
    app_variables: [{ name: "$&", value: 1, odd: true }, { name: "z" }],
    steps: [
      { url: "http://${appvar.$&}/$${appvar.a.b}/${appvar.a}", deep: { list: ["${appvar.$&}", 5] } },
      {
        code: "`${appvar.a.b}` + step.getAppVariable('$&') + step.getAppVariable( `$&`) + 'a.b'",
        other: "${step_func.f ${appvar.$&}}",
      },
      { message: "none" },
    ],
  });
  expect(rename(uses.slice(0, 1))).toMatchObject({
    steps: [{ url: "http://${appvar.$&}/$${appvar.a.b}/${appvar.a}", deep: { list: ["${appvar.a.b}", 5] } }, {}, {}],
  });
});

test("the uses of a variable of the configuration are its tokens, and nothing that only looks like one", () => {
  const state = buildEditState({
    a: { url: "http://${config.host}:${config.host}/${config.hosts}", deep: [{ x: "$${config.host} ${appvar.host}" }] },
    b: { file: "Script", code: "const url = '${config.host}';" },
  });
  const found = findConfigurationUses(readFlow({ state, manifests }), "host");
  expect(found.map(({ at, count, rename: to }) => [at.step.name, at.path.join("."), count, to("$&")])).toEqual([
    ["a", "url", 2, "http://${config.$&}:${config.$&}/${config.hosts}"],
  ]);
});
