import { expect, onTestFinished, test } from "vitest";
import { Bench } from "../support/Bench.ts";
import { buildEditState } from "../support/buildEditState.ts";

test("a command that changes a revision is refused with the reason, while the revision can still be copied", async () => {
  const bench = await Bench.open(buildEditState({ a: {} }), { revision: 2 });
  onTestFinished(bench.dispose);
  bench.select({ steps: ["id-a"] });
  await bench.run("edit.delete");
  expect([bench.names, bench.notices]).toEqual([["a"], ["A revision is read only. Restore it, or copy it to edit."]]);
  expect(bench.refusal("file.save")).toBe("when.readOnly");
  expect(bench.refusal("file.saveAs")).toBeUndefined();
});
