import { expect, test } from "vitest";
import { listTemplateNames } from "../../core/template/listTemplateNames.ts";

test("lists every token of a value in writing order, nested ones behind the function that holds them", () => {
  const value = {
    url: "${config.Base URL}/${appvar.id}",
    rest: ["$${not.this}", 5, { x: '${step_func.f ${a.b} "${appvar.q}"}' }, "${open"],
  };
  expect(listTemplateNames(value)).toEqual([
    { kind: "config", name: "Base URL", token: "${config.Base URL}" },
    { kind: "appvar", name: "id", token: "${appvar.id}" },
    { kind: "stepFunc", name: "f", token: '${step_func.f ${a.b} "${appvar.q}"}' },
    { kind: "path", name: "a.b", token: "${a.b}" },
    { kind: "appvar", name: "q", token: "${appvar.q}" },
  ]);
});

test("a value without tokens has no names", () => {
  expect(listTemplateNames([null, 1, "x", {}])).toEqual([]);
});
