import fc from "fast-check";
import { expect, test } from "vitest";

test("property tests use one seed, that of the setup", () => {
  const seed = Number(process.env.SLUICE_SEED ?? 20_261_129);
  expect(fc.readConfigureGlobal()).toEqual({ seed });
  const draw = () => fc.check(fc.property(fc.nat(), () => true)).seed;
  expect([draw(), draw()]).toEqual([seed, seed]);
});
