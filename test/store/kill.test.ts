import { join } from "node:path";
import { expect, test } from "vitest";
import { tempFolder } from "../support/tempFolder.ts";
import { inline } from "./buildRun.ts";
import { openTestStore } from "./openTestStore.ts";
import { startOwner } from "./startOwner.ts";

test("everything acknowledged before a SIGKILL is there after it, each time", async () => {
  const parent = tempFolder();
  for (const lines of [1, 40, 150]) {
    const folder = join(parent, String(lines));
    const owner = startOwner(folder, "commit");
    await owner.lines(lines);
    await owner.kill();
    const ids = owner.output().split("\n").slice(0, -1);
    expect(ids.length).toBeGreaterThanOrEqual(lines);
    const store = await openTestStore({ folder });
    for (const id of ids) {
      const [step] = store.reader.stepRuns(id);
      expect(store.reader.find(id)).toMatchObject({ state: "SUCCESS" });
      expect(step).toMatchObject({ state: "SUCCESS" });
      expect(store.reader.output(step?.id ?? "")).toEqual(inline(id));
      expect(store.reader.events({ runId: id, after: 0, limit: 10 }).map((event) => event.type)).toEqual([
        "run.accepted",
        "step.started",
        "step.finished",
        "run.finished",
      ]);
    }
    for (const { record, events } of store.runs.loadUnfinishedRuns()) {
      expect(record.state).toBe("PENDING");
      expect(events.map((event) => event.type)).toEqual(["run.accepted", "step.started"]);
    }
    expect(store.integrityCheck()).toEqual([]);
    await store.close();
  }
});
