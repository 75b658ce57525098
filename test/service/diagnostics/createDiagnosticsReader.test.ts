import { expect, test } from "vitest";
import { createDiagnosticsReader } from "../../../core/service/diagnostics/createDiagnosticsReader.ts";
import { FakeClock } from "../../support/FakeClock.ts";
import { openTestHost } from "../openTestHost.ts";

test("knows every queue by its limit, and asks for the failures of one day", async () => {
  const { store } = await openTestHost();
  await store.settings.set("queues", { slow: 1, default: 3 });
  const now = Date.UTC(2026, 5, 1);
  const asked: unknown[] = [];
  const reader = createDiagnosticsReader({
    clock: new FakeClock(now),
    facts: {
      async read(options) {
        asked.push(options);
        const facts = await store.facts.read(options);
        return { ...facts, queues: [{ name: "unknown", runs: 1, running: 0, waiting: 2 }] };
      },
    },
    settings: store.settings,
    queueLimit: (queue) => queue.length,
    queues: ["given"],
    versions: () => ({ sluice: "1", node: "2", platform: "3" }),
  });
  const { at, versions, queues, failures } = await reader.read();
  expect([at, failures.count]).toEqual([now, 0]);
  expect(versions).toEqual({ sluice: "1", node: "2", platform: "3", sqlite: expect.stringMatching(/^3\./) });
  expect(queues).toEqual([
    { name: "default", limit: 7, runs: 0, running: 0, waiting: 0 },
    { name: "given", limit: 5, runs: 0, running: 0, waiting: 0 },
    { name: "slow", limit: 4, runs: 0, running: 0, waiting: 0 },
    { name: "unknown", limit: 7, runs: 1, running: 0, waiting: 2 },
  ]);
  expect(asked).toEqual([{ since: now - 86_400_000, mostFailures: 100 }]);
});
