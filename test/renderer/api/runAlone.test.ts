import { expect, onTestFinished, test } from "vitest";
import { ApiClient } from "../../../core/client/ApiClient.ts";
import { createHostFeed } from "../../../renderer/api/createHostFeed.ts";
import { createHostPorts } from "../../../renderer/api/createHostPorts.ts";
import { openTestApi } from "../../api/openTestApi.ts";

async function openWindow() {
  const { api } = await openTestApi();
  const address = await api.listen({ host: "127.0.0.1", port: 0 });
  const client = new ApiClient((path, init) => fetch(`${address}${path}`, init), "developer");
  const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const feed = createHostFeed(client, { pause, onError: () => undefined });
  feed.listen();
  onTestFinished(() => feed.close());
  const steps = [
    { name: "a", file: "Script", code: "return 1;", output_to: ["b"] },
    { name: "b", file: "Log", message: "x" },
  ];
  await client.call("saveApplication", { body: { name: "flow", app_variables: [], steps } });
  const ports = createHostPorts(client, { window: "one", feed });
  const { stepIds } = (await ports.openDraft("flow").load()).state;
  return { ports, runs: ports.openRuns("flow"), stepIds };
}

test("a step is tried out with other parameters than those of the draft, which stays as it is", async () => {
  const { ports, runs, stepIds } = await openWindow();
  const [, b = ""] = stepIds;
  const changes = [{ op: "setParameter", step: b, path: ["message"], value: "for this run" }] as const;
  const run = await runs.testStep(b, { level: 10, usesPins: false, changes });
  await new Promise<void>((resolve) => {
    onTestFinished(runs.followStep({ run, step: b }, ({ finishedAt }) => finishedAt !== undefined && resolve()));
  });
  const lines = await ports.log.read({ run, step: "b", level: "debug" }, { after: 0, limit: 100 });
  expect(lines.map(({ message }) => message)).toContain("for this run");
  const { document } = (await ports.openDraft("flow").load()).state;
  expect(JSON.stringify(document)).not.toContain("for this run");
});

test("a producer runs alone, as the run that is shown", async () => {
  const { runs, stepIds } = await openWindow();
  const [a = ""] = stepIds;
  const seen = new Set<string>();
  const ended = new Promise<void>((resolve) => {
    onTestFinished(
      runs.subscribe({
        onRun: ({ state }) => state === "SUCCESS" && resolve(),
        onSteps: (steps) => {
          for (const { name, state } of steps) if (state === "SUCCESS") seen.add(name);
        },
      }),
    );
  });
  await runs.start({ level: 25, only: { step: a, run: undefined } });
  await ended;
  expect([...seen]).toEqual(["a"]);
});
