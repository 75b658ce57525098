import { expect, test } from "vitest";
import { editOwnCode } from "../../../renderer/commands/ownCode.ts";
import { openBench } from "./openBench.ts";

const change = (text: string): string => text.replace("one", "two");

test("the code of a class is changed in its draft, whether it is open or not", async () => {
  const bench = await openBench();
  await bench.classes.create("Mine", "one");
  const done = await editOwnCode(bench.workbench, { file: "Mine", change });
  expect(done).toEqual({ file: "Mine", before: "one", after: "two" });
  expect(bench.classes.own.get("Mine")?.draft).toBe("two");
});

test("an answer that comes late does not take the change away", async () => {
  const bench = await openBench();
  await bench.classes.create("Mine", "one");
  const open = bench.classes.open.bind(bench.classes);
  const answers: (() => void)[] = [];
  bench.classes.open = async (...given) => {
    const read = await open(...given);
    await new Promise<void>((resolve) => answers.push(resolve));
    return read;
  };
  const { code } = bench.workbench.code.open("Mine");
  const edited = editOwnCode(bench.workbench, { file: "Mine", change });
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  // The newest first.
  for (const answer of answers.toReversed()) {
    answer();
    await bench.settle();
  }
  await edited;
  await bench.settle();
  expect(bench.classes.own.get("Mine")?.draft).toBe("two");
  expect(code.store.getState().code).toBe("two");
});

test("a class that is nobody's own here, or cannot be read, is not taken for changed", async () => {
  const bench = await openBench();
  await expect(editOwnCode(bench.workbench, { file: "OfFolder", change })).rejects.toThrow("belongs to a pack");
  bench.classes.open = async () => {
    throw new Error("gone");
  };
  await expect(editOwnCode(bench.workbench, { file: "Other", change })).rejects.toThrow("gone");
});
