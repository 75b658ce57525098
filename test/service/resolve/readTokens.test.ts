import { describe, expect, test } from "vitest";
import { createDraftScope, type DraftNames, readTokens } from "../../../core/service/resolve/readTokens.ts";

const names: DraftNames = {
  configuration: "lab",
  config: { host: "db.example", token: "•••" },
  appvars: { city: "Bonn", note: null },
  functions: ["encode"],
  inputs: [
    { step: "Read", saved: true, value: { rows: [{ id: 7 }] } },
    { step: "Weather", saved: true, value: { sky: "grey" } },
  ],
  joined: { rows: [{ id: 7 }], sky: "grey" },
};

const read = (value: string, given: DraftNames = names) =>
  readTokens(value, { names: given, scope: createDraftScope(given) });

describe("a token", () => {
  test("that is there says its value and where it comes from", () => {
    expect(read("${config.host} ${appvar.note} ${rows[0].id} ${sky}")).toMatchObject([
      { token: "${config.host}", state: "found", origin: "lab", value: "db.example" },
      { token: "${appvar.note}", state: "found", value: null },
      { token: "${rows[0].id}", state: "found", origin: "Read", value: 7 },
      { token: "${sky}", state: "found", origin: "Weather", value: "grey" },
    ]);
  });

  test("that is not there names the nearest; only a variable or function can be wrong for sure", () => {
    expect(read("${config.hst} ${appvar.cty} ${step_func.encod x} ${rows[0].ids}")).toMatchObject([
      { state: "unknown", nearest: ["host"] },
      { state: "unknown", nearest: ["city"] },
      { state: "unknown", nearest: ["encode"] },
      { state: "missing", nearest: ["rows[0].id", "rows[0]"] },
    ]);
  });

  test("has no data while no producer saved any, and a function is for a run to call", () => {
    const none = { ...names, inputs: [], joined: undefined };
    expect(read("${x} ${step_func.encode ${config.host}}", none)).toMatchObject([
      { state: "noData" },
      { state: "function" },
      { token: "${config.host}", state: "found" },
    ]);
  });

  test("that comes twice is told once, and a long value is shortened", () => {
    const long = { ...names, config: { host: "x".repeat(20_000) } };
    const [token, ...others] = read("${config.host} ${config.host}", long);
    expect([others, JSON.stringify(token?.value).length < 1_000]).toEqual([[], true]);
  });
});
