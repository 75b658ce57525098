import { expect, test } from "vitest";
import { KeyedSerial } from "../../core/base/KeyedSerial.ts";

test("work on one key waits for its turn, work on another does not, and nothing is remembered", async () => {
  const serial = new KeyedSerial();
  const steps: string[] = [];
  const gate = Promise.withResolvers<void>();
  const work = (name: string, until?: Promise<void>) => async () => {
    steps.push(`${name} begins`);
    await until;
    steps.push(`${name} ends`);
    if (name === "a1") throw new Error("a1 fails");
  };
  const ended = [serial.run("a", work("a1", gate.promise)), serial.run("a", work("a2")), serial.run("b", work("b1"))];
  await ended[2];
  expect(steps).toEqual(["a1 begins", "b1 begins", "b1 ends"]);
  expect(serial.size).toBe(1);
  gate.resolve();
  expect((await Promise.allSettled(ended)).map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  expect(steps.slice(3)).toEqual(["a1 ends", "a2 begins", "a2 ends"]);
  expect(serial.size).toBe(0);
});
