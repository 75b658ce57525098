import { expect, onTestFinished, test } from "vitest";
import { ApiClient } from "../../../core/client/ApiClient.ts";
import { createHostFeed } from "../../../renderer/api/createHostFeed.ts";
import { createRunWatchPort } from "../../../renderer/api/createRunWatchPort.ts";
import type { WatchedRun } from "../../../renderer/state/ports/RunWatchPort.ts";
import { openTestApi } from "../../api/openTestApi.ts";

test("a run is told from its first line to its end, and again afterwards", async () => {
  const { api, ask } = await openTestApi();
  const address = await api.listen({ host: "127.0.0.1", port: 0 });
  const client = new ApiClient((path, init) => fetch(`${address}${path}`, init), "viewer");
  const fail = (error: unknown): void => {
    throw error;
  };
  const feed = createHostFeed(client, { pause: async () => undefined, onError: fail });
  onTestFinished(() => feed.close());
  const port = createRunWatchPort(client, feed);
  expect(await port.newest("step:Log")).toBeUndefined();
  const { application_id: run } = (
    await ask("POST", "/steps/run?wait=0", { body: { name: "Log", message: "hello there", level: "warning" } })
  ).json();
  const watch = () =>
    new Promise<WatchedRun>((done, failed) => {
      const stop = port.watch(
        run,
        (watched) => {
          if (watched.run.finishedAt === undefined) return;
          if (watched.steps.some(({ finishedAt }) => finishedAt === undefined)) return;
          if (watched.steps[0]?.lines.length === 0) return;
          stop();
          done(watched);
        },
        failed,
      );
    });
  for (const watched of [await watch(), await watch()]) {
    expect(watched).toMatchObject({
      run: { id: run, appName: "step:Log", state: "SUCCESS", warning: true },
      steps: [{ name: "Log", state: "SUCCESS", warning: true, lines: [{ level: 30, message: "hello there" }] }],
    });
  }
  expect((await port.newest("step:Log"))?.id).toBe(run);
  await expect(new Promise((_done, failed) => port.watch("isapp-none", () => undefined, failed))).rejects.toThrow(
    'There is no run "isapp-none"',
  );
});
