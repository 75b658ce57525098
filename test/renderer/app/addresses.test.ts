import { expect, test } from "vitest";
import { readRevision, toAddress } from "../../../renderer/app/addresses.ts";

test("an address names the application, its revision and a step", () => {
  expect(toAddress({ name: "flow" })).toBe("/applications/flow");
  expect(toAddress({ name: "a.b", revision: 3 })).toBe("/applications/a.b/revisions/3");
  expect(toAddress({ name: "flow", run: "isapp-1", step: "s" })).toBe("/applications/flow?step=s&run=isapp-1");
  expect(toAddress({ name: "flow", step: "id 1" })).toBe("/applications/flow?step=id+1");
  expect(toAddress({ name: "flow", run: "r1" })).toBe("/applications/flow?run=r1");
  expect(toAddress({ name: "flow", customRun: true })).toBe("/applications/flow?custom=");
  // What is no application has no canvas.
  expect(toAddress({ name: "step:Log", run: "r1" })).toBe("/runs/r1");
  expect(["9", "0", "x", "9999999999"].map(readRevision)).toEqual([9, undefined, undefined, undefined]);
});
