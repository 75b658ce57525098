import { expect, onTestFinished, test } from "vitest";
import { ApiClient } from "../../core/client/ApiClient.ts";
import { findFailure, followFailures } from "../../core/client/followFailures.ts";
import { openTestApi } from "../api/openTestApi.ts";
import { buildTestArchive } from "../packs/buildTestArchive.ts";

test("tells runs that fail with their step, and neither those that end well, of no application, nor those that a step waited for", async () => {
  const { api } = await openTestApi();
  const address = await api.listen({ host: "127.0.0.1", port: 0 });
  const client = new ApiClient((path, init) => fetch(`${address}${path}`, init), "administrator");
  const save = (name: string, step: object) =>
    client.call("saveApplication", { body: { name, app_variables: [], steps: [{ name: "first", ...step }] } });
  await save("good", { file: "Log", message: "x" });
  await save("child", { file: "Log", message: "${not_there.at.all}" });
  await save("parent", { file: "TriggerApplication", application: "child", wait: true });
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const opened = Promise.withResolvers<void>();
  let ends = 0;
  const failures = followFailures(client, {
    signal: stop.signal,
    pause: async () => {},
    onState: (state) => state === "open" && opened.resolve(),
    onEnd: () => {
      ends += 1;
    },
  });
  const first = failures.next();
  await opened.promise;
  const alone = { name: "Log", message: "${not_there.at.all}" };
  expect(await client.call("runStep", { query: { wait: 30 }, body: alone })).toMatchObject({ state: "FAILURE" });
  for (const name of ["good", "parent"]) {
    await client.call("runApplicationByName", { params: { name }, query: { wait: 30 }, body: {} });
  }
  const { value } = await first;
  expect(value).toMatchObject({
    application: "parent",
    step: { id: expect.any(String), name: "first", message: expect.stringMatching(/./) },
  });
  expect(ends).toBe(4);
});

test("tells that a SyncPack could not be brought into use", async () => {
  const { api } = await openTestApi();
  const address = await api.listen({ host: "127.0.0.1", port: 0 });
  const client = new ApiClient((path, init) => fetch(`${address}${path}`, init), "administrator");
  const archive = await buildTestArchive({ meta: { name: "eager" }, steps: { Eager: 'throw new Error("it ran");' } });
  const headers = { authorization: "Bearer administrator", "content-type": "application/gzip" };
  await api.inject({ method: "POST", url: "/api/v1/syncpacks", headers, payload: Buffer.from(archive) });
  const { id } = await client.call("startSyncPackRun", {
    params: { name: "eager" },
    body: { works: ["activate", "install"] },
  });
  const read = async (): Promise<string> => (await client.call("getRun", { params: { run_id: id ?? "" } })).state;
  await expect.poll(read, { timeout: 60_000 }).toBe("FAILURE");
  expect(await findFailure(client, id ?? "")).toMatchObject({
    application: "syncpack:eager@1.0.0",
    step: { name: "Check its step classes", message: expect.stringContaining("it ran") },
  });
});
