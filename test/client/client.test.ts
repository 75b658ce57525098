import { readFileSync } from "node:fs";
import { describe, expect, onTestFinished, test } from "vitest";
import { ApiClient } from "../../core/client/ApiClient.ts";
import { followEvents } from "../../core/client/followEvents.ts";
import { openTestApi } from "../api/openTestApi.ts";

async function openClient(token = "administrator") {
  const { api, host } = await openTestApi();
  const address = await api.listen({ host: "127.0.0.1", port: 0 });
  const connections = { areRefused: false };
  const client = new ApiClient((path, init) => {
    if (connections.areRefused) throw new TypeError("fetch failed");
    return fetch(`${address}${path}`, init);
  }, token);
  return { client, host, api, connections };
}

describe("the client", () => {
  test("runs the showcase and reads how it ended", async () => {
    const { client } = await openClient();
    const showcase = JSON.parse(readFileSync("assets/examples/showcase.json", "utf8")) as Record<string, unknown>;
    const saved = await client.call("saveApplication", { body: showcase });
    expect(saved).toMatchObject({ result: "published", problems: [] });
    const task = await client.call("runApplicationByName", {
      params: { name: saved.name },
      query: { wait: 30 },
      body: {},
    });
    expect(task.state).toBe("SUCCESS");
    const steps = await client.call("listStepRuns", { params: { run_id: task.id } });
    expect(steps.map(({ name }) => name)).toEqual(task.steps.map(({ name }) => name));
  });

  test("throws what the host answers as the error that it was", async () => {
    const { client } = await openClient();
    await expect(client.call("getApplication", { params: { name: "no such/thing" } })).rejects.toMatchObject({
      name: "SluiceError",
      code: "not_found",
      message: expect.stringContaining("no such/thing"),
    });
    const stranger = await openClient("stranger");
    await expect(stranger.client.call("listApplications")).rejects.toMatchObject({ code: "not_authenticated" });
  });

  test("says when nobody answers, or something else does", async () => {
    const { client, connections } = await openClient();
    connections.areRefused = true;
    await expect(client.call("getAbout")).rejects.toMatchObject({ code: "host_unreachable", kind: "operational" });
    const other = new ApiClient(async () => new Response("<html>", { status: 200 }));
    await expect(other.call("getAbout")).rejects.toMatchObject({ code: "host_unreachable" });
    const proxy = new ApiClient(async () => new Response("Bad Gateway", { status: 502 }));
    await expect(proxy.call("getAbout")).rejects.toMatchObject({ code: "host_unreachable" });
  });
});

describe("following events", () => {
  const waits: number[] = [];
  const pause = async (ms: number) => void waits.push(ms);
  const document = { name: "one", app_variables: [], steps: [{ name: "a", file: "Log", message: "x" }] };

  test("goes on where it was when the connection is lost, each event once", async () => {
    const { client, connections } = await openClient();
    await client.call("saveApplication", { body: document });
    const stop = new AbortController();
    onTestFinished(() => stop.abort());
    const states: string[] = [];
    const cut = new AbortController();
    let opened = 0;
    const cutting = new ApiClient((path, init) => {
      opened += 1;
      const signal = opened === 1 ? AbortSignal.any([cut.signal, stop.signal]) : stop.signal;
      return client
        .send("streamEvents", { query: Object.fromEntries(new URL(path, "http://x").searchParams), signal })
        .finally(() => init);
    });
    const events = followEvents(cutting, {
      after: 0,
      signal: stop.signal,
      pause,
      onState: (state) => states.push(state),
    });
    await client.call("runApplicationByName", { params: { name: "one" }, query: { wait: 30 }, body: {} });
    const seen: number[] = [];
    let ends = 0;
    for await (const event of events) {
      if (!("run_id" in event)) continue;
      seen.push(event.seq);
      if (event.type !== "run.finished") continue;
      ends += 1;
      if (ends === 2) break;
      cut.abort();
      connections.areRefused = false;
      await client.call("runApplicationByName", { params: { name: "one" }, query: { wait: 30 }, body: {} });
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(states.slice(0, 3)).toEqual(["open", "lost", "open"]);
  });

  test("gives up when the host refuses who asks", async () => {
    const { client } = await openClient("stranger");
    const events = followEvents(client, { signal: new AbortController().signal, pause });
    await expect(events.next()).rejects.toMatchObject({ code: "not_authenticated" });
  });
});
