import { describe, expect, test } from "vitest";
import {
  applyCompletion,
  type ExpressionNames,
  findCompletions,
  findOpenToken,
} from "../../../../renderer/state/form/completions.ts";

/** The token at the bar in a text. */
function tokenAt(marked: string) {
  return findOpenToken(marked.replace("|", ""), marked.indexOf("|"));
}

const names: ExpressionNames = {
  config: [
    { name: "host", encrypted: false },
    { name: "token", encrypted: true },
  ],
  appvars: ["city"],
  functions: ["encode"],
  paths: [{ path: "rows[0].city", detail: "Bonn" }],
};

describe("the token at the caret", () => {
  test("reaches from its begin to its end", () => {
    expect(tokenAt("a ${co|")).toEqual({ from: 2, to: 6, query: "co" });
    expect(tokenAt("a ${co|nfig.x} b")).toEqual({ from: 2, to: 13, query: "co" });
    expect(tokenAt("${|")).toEqual({ from: 0, to: 2, query: "" });
    expect(tokenAt("${step_func.f ${a|} x}")).toEqual({ from: 14, to: 18, query: "a" });
  });

  test("is none outside, in an escaped one, or among the arguments of a function", () => {
    for (const text of ["a|", "${a}|", "$${a|", "${step_func.f x|", "$|{a"]) expect(tokenAt(text)).toBeUndefined();
  });
});

test("what begins with the query comes before what holds it", () => {
  expect(findCompletions(names, "c").map(({ name }) => name)).toEqual([
    "config.host",
    "config.token",
    "rows[0].city",
    "appvar.city",
    "step_func.encode",
  ]);
  expect(findCompletions(names, "TOK")).toEqual([{ kind: "config", name: "config.token", detail: "•••" }]);
  expect(findCompletions(names, "zzz")).toEqual([]);
});

test("a choice takes the place of the token; in a function the caret waits for arguments", () => {
  const [host] = findCompletions(names, "config.host");
  const [encode] = findCompletions(names, "encode");
  if (host === undefined || encode === undefined) throw new Error("They are there.");
  expect(applyCompletion("a ${co} b", { from: 2, to: 7, query: "co" }, host)).toEqual({
    text: "a ${config.host} b",
    caret: 16,
  });
  expect(applyCompletion("${e", { from: 0, to: 3, query: "e" }, encode)).toEqual({
    text: "${step_func.encode }",
    caret: 19,
  });
});
