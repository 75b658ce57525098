import { expect, test } from "vitest";
import { Bench } from "../support/Bench.ts";
import { buildEditState } from "../support/buildEditState.ts";

test.each([
  { problems: [], tab: "outline", isOpen: false },
  { problems: [{ severity: "warning" }], tab: "outline", isOpen: false },
  { problems: [{ severity: "warning" }, { severity: "error" }], tab: "problems", isOpen: true },
])("a run that is refused leads to the errors of the document, if there are any: $problems", async (given) => {
  const bench = await Bench.open(buildEditState({ a: {} }));
  bench.runs.failure = "It cannot be used.";
  bench.workbench.problems.store.setState(given.problems as never, true);
  await bench.run("run.start");
  expect(bench.notices).toEqual(["The run could not be started: It cannot be used."]);
  expect(bench.session).toMatchObject({ bottomPanel: given.isOpen, bottomTab: given.tab });
  bench.dispose();
});
