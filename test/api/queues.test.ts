import { expect, test } from "vitest";
import { openTestApi } from "./openTestApi.ts";

const body = {
  name: "lane",
  queue: "lane",
  app_variables: [],
  steps: [{ name: "say", file: "Log", message: "x" }],
};

test("a run on a queue without capacity waits, and begins when the queue gets one", async () => {
  const { ask, host } = await openTestApi();
  expect((await ask("POST", "/applications", { body })).statusCode).toBe(200);
  expect((await ask("GET", "/queues")).json()).toEqual([
    { name: "default", capacity: 5, runs: 0, depth: 0, running: 0 },
  ]);
  const { id } = (await ask("POST", "/applications/lane/run")).json() as { id: string };
  expect((await ask("GET", "/queues")).json()).toContainEqual({
    name: "lane",
    capacity: 0,
    runs: 1,
    depth: 1,
    running: 0,
  });
  const ended = host.runs.finished(id);
  expect((await ask("PUT", "/queues/lane", { body: { capacity: 1 } })).json()).toMatchObject({ capacity: 1 });
  expect((await ended).state).toBe("SUCCESS");
  expect((await ask("DELETE", "/queues/lane")).json()).toEqual({ deleted: "lane" });
  expect((await ask("DELETE", "/queues/lane")).statusCode).toBe(404);
  expect((await ask("DELETE", "/queues/default")).statusCode).toBe(400);
});

test("a capacity that makes no sense is refused, and who is no administrator", async () => {
  const { ask } = await openTestApi();
  for (const capacity of [-1, 1.5, 1001, "2", null]) {
    expect((await ask("PUT", "/queues/a", { body: { capacity } })).statusCode).toBe(400);
  }
  expect((await ask("PUT", "/queues/%20a", { body: { capacity: 1 } })).statusCode).toBe(400);
  expect((await ask("PUT", "/queues/a", { body: { capacity: 1 }, role: "developer" })).statusCode).toBe(403);
  expect((await ask("PUT", "/queues/__proto__", { body: { capacity: 2 } })).statusCode).toBe(400);
  expect((await ask("DELETE", "/queues/__proto__")).statusCode).toBe(404);
  expect((await ask("GET", "/queues")).json()).toHaveLength(1);
});

test("the workers are listed with the attempt each of them runs", async () => {
  const { ask, host } = await openTestApi();
  const code =
    "step.logger.flow('begun'); await new Promise((resolve) => step.signal.addEventListener('abort', resolve));";
  await ask("POST", "/applications", {
    body: { name: "long", app_variables: [], steps: [{ name: "hold", file: "Script", code }] },
  });
  const begun = new Promise<void>((resolve) => {
    host.subscribe((event) => event.type === "step.log" && resolve());
  });
  const { id } = (await ask("POST", "/applications/long/run")).json() as { id: string };
  await begun;
  const found = (await ask("GET", "/workers", { role: "viewer" })).json();
  expect([found.busy, found.restarts, found.count]).toEqual([1, 0, found.workers.length]);
  expect(found.workers.filter(({ state }: { state: string }) => state === "busy")).toMatchObject([
    { pid: expect.any(Number), task: { application: "long", queue: "default", run_id: id, step: "hold" } },
  ]);
  await ask("POST", `/tasks/${id}/revoke`);
});
