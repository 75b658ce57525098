import { expect, test } from "vitest";
import { DocumentQueue } from "../../../core/api/events/DocumentQueue.ts";
import { DocumentEvents } from "../../../core/service/events/DocumentEvents.ts";
import { openTestApi } from "../openTestApi.ts";
import { listen, readEvents } from "./readEvents.ts";

const flow = (name: string) => ({ name, app_variables: [], steps: [{ name: "a", file: "Log", message: "x" }] });

test("a reader that asks for it hears what happens to documents, between the events of runs", async () => {
  const { api, ask } = await openTestApi();
  const address = await listen(api);
  const reader = await readEvents(address, { query: "?documents=true" });
  const plain = await readEvents(address);
  await ask("POST", "/applications", { body: flow("flow") });
  const gesture = { id: "g", label: "", operations: [{ op: "setApplicationKey", key: "description", value: "d" }] };
  await ask("PATCH", "/applications/flow/draft", { body: { client: "w1", seq: 0, gesture } });
  expect([await reader.next(), await reader.next()].map(({ type, data }) => [type, data])).toEqual([
    [
      "application.published",
      { type: "application.published", application: "flow", revision: 1, author: expect.any(String), number: 1 },
    ],
    [
      "draft.changed",
      {
        type: "draft.changed",
        application: "flow",
        user: "token a administrator",
        seq: 1,
        client: "w1",
        number: 2,
      },
    ],
  ]);
  await ask("POST", "/applications/flow/run?wait=30");
  const events = await reader.until(({ type }) => type === "run.finished");
  expect(events[0]?.type).toBe("run.accepted");
  expect((await plain.next()).type).toBe("run.accepted");
  reader.stop();
  plain.stop();
});

test("a reader that is too slow is told that it missed some, and gets the newest", () => {
  const events = new DocumentEvents((error) => {
    throw error;
  });
  const queue = new DocumentQueue(events);
  let woken = 0;
  queue.whenNext(() => {
    woken += 1;
  });
  for (let seq = 1; seq <= 1_001; seq += 1) {
    events.emit({ type: "draft.changed", application: "a", user: "u", seq, client: "c" });
  }
  expect(woken).toBe(1);
  const text = queue.take();
  expect(text.startsWith("event: documents.missed\n")).toBe(true);
  expect(text).toContain('"number":1001');
  expect(text).not.toContain('"number":1000}');
  expect(queue.isEmpty).toBe(true);
  queue.close();
  events.emit({ type: "application.deleted", application: "a" });
  expect(queue.take()).toBe("");
});
