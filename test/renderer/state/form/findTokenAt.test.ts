import { expect, test } from "vitest";
import { findTokenAt } from "../../../../renderer/state/form/findTokenAt.ts";

test("the name under the caret is found, also among the arguments of a function", () => {
  const text = "to ${config.host}:${appvar.port} $${appvar.no} ${step_func.f ${rows[0].id}} end";
  const at = (part: string) => findTokenAt(text, text.indexOf(part) + 1);
  expect(["config.host", "appvar.port", "rows[0]", "step_func"].map(at)).toEqual([
    { kind: "config", name: "host" },
    { kind: "appvar", name: "port" },
    { kind: "path", name: "rows[0].id" },
    { kind: "stepFunc", name: "f" },
  ]);
  expect([at("to "), at("appvar.no"), at(" end"), findTokenAt("", 0)]).toEqual(Array(4).fill(undefined));
  // Right before and right behind a token is still at it.
  expect([findTokenAt("${config.a}", 0), findTokenAt("${config.a}", 11)]).toEqual(
    Array(2).fill({ kind: "config", name: "a" }),
  );
});
