import { expect, test } from "vitest";
import { Serial } from "../../core/base/Serial.ts";

test("each piece of work begins when all before it have ended, also after a failure", async () => {
  const serial = new Serial();
  const steps: string[] = [];
  const first = Promise.withResolvers<void>();
  const work =
    (name: string, until: Promise<void> = Promise.resolve()) =>
    async () => {
      steps.push(`${name} begins`);
      await until;
      steps.push(`${name} ends`);
      if (name === "b") throw new Error("b fails");
      return name;
    };
  const results = [serial.run(work("a", first.promise)), serial.run(work("b")), serial.run(work("c"))];
  await Promise.resolve();
  expect(steps).toEqual(["a begins"]);
  first.resolve();
  expect(await Promise.allSettled(results)).toMatchObject([
    { value: "a" },
    { reason: { message: "b fails" } },
    { value: "c" },
  ]);
  expect(steps).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
});
