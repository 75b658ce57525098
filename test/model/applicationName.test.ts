import { describe, expect, it } from "vitest";
import { isApplicationName, nameFromFile, toApplicationName, toStepRunName } from "../../core/model/applicationName.ts";

describe("the name of an application", () => {
  it.each([
    ["orders.json", "orders"],
    ["/home/me/My flow (2).JSON", "My_flow__2_"],
    ["C:\\flows\\a.b-c_d.app.json", "a.b-c_d.app"],
    ["été.json", "app_t_"],
    [".json", "app"],
    ["_x.json", "app_x"],
    ["🙂.json", "app_"],
  ])("made of the file %j is %j", (file, name) => {
    expect(nameFromFile(file)).toBe(name);
  });

  it("has at most 128 characters", () => {
    expect(nameFromFile(`${"x".repeat(300)}.json`)).toHaveLength(128);
    expect(isApplicationName("x".repeat(128))).toBe(true);
    expect(isApplicationName("x".repeat(129))).toBe(false);
  });

  it.each(["", "_a", "-a", ".a", "a b", "é", "a/b", "a\n"])("is never %j", (name) => {
    expect(isApplicationName(name)).toBe(false);
    expect(isApplicationName(toApplicationName(name))).toBe(true);
  });

  it("is never that of the run of a step class", () => {
    expect(isApplicationName(toStepRunName("orders"))).toBe(false);
  });
});
