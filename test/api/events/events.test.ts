import { describe, expect, test } from "vitest";
import { openTestApi } from "../openTestApi.ts";
import { listen, readEvents } from "./readEvents.ts";

const three = {
  name: "three",
  app_variables: [],
  steps: ["a", "b", "c"].map((name, at) => ({
    name,
    file: "Log",
    message: `from ${name}`,
    output_to: ["b", "c"].slice(at, at + 1),
  })),
};

/** Steps side by side: many events in a short time. */
function wide(count: number) {
  return {
    name: "wide",
    app_variables: [],
    steps: Array.from({ length: count }, (_, at) => ({ name: `s${at}`, file: "Log", message: "x" })),
  };
}

const isEnd = (event: { type: string }) => event.type === "run.finished";

test("a reader sees a run from its acceptance to its end, in order, in the names of the API", async () => {
  const { api, ask } = await openTestApi();
  const address = await listen(api);
  await ask("POST", "/applications", { body: three });
  const reader = await readEvents(address);
  expect(reader.type).toBe("text/event-stream; charset=utf-8");
  const { id } = (await ask("POST", "/applications/three/run")).json();
  const events = await reader.until(isEnd);
  reader.stop();
  expect(events.every(({ data }) => data.run_id === id)).toBe(true);
  expect(events[0]).toMatchObject({
    type: "run.accepted",
    data: { type: "run.accepted", run: { app_name: "three", state: "PENDING" } },
  });
  expect(events[0]?.data.at).toMatch(/^\d{4}-.*Z$/);
  expect(events.filter(({ type }) => type === "step.log").map(({ data }) => data.message)).toEqual([
    "from a",
    "from b",
    "from c",
  ]);
  const ids = events.map((event) => event.id);
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
  expect(new Set(ids).size).toBe(ids.length);
});

describe("a reader that was away", () => {
  test("for a while in the middle of many events gets each once, in order", async () => {
    const { api, ask } = await openTestApi();
    const address = await listen(api);
    await ask("POST", "/applications", { body: wide(300) });
    const first = await readEvents(address);
    const { id } = (await ask("POST", "/applications/wide/run")).json();
    const before = await first.until((event) => event.type === "step.finished");
    first.stop();
    await ask("GET", `/tasks/${id}`);
    const second = await readEvents(address, { lastEventId: before.at(-1)?.id ?? 0 });
    const after = await second.until(isEnd);
    second.stop();
    const whole = await readEvents(address, { query: "?after=0" });
    const all = await whole.until(isEnd);
    whole.stop();
    expect([...before, ...after].map((event) => event.id)).toEqual(all.map((event) => event.id));
    expect(all.filter(({ type }) => type === "step.finished")).toHaveLength(300);
  });

  test("over a restart of the host reads on from the store", async () => {
    const first = await openTestApi();
    await first.ask("POST", "/applications", { body: three });
    await first.ask("POST", "/applications/three/run?wait=20");
    const dataFolder = first.host.dataFolder;
    await first.api.close();
    await first.host.close();
    const { api } = await openTestApi({ dataFolder });
    const address = await listen(api);
    const reader = await readEvents(address, { lastEventId: 1 });
    const events = await reader.until(isEnd);
    reader.stop();
    expect(events[0]?.type).not.toBe("run.accepted");
    expect(events.filter(({ type }) => type === "step.finished")).toHaveLength(3);
  });
});

test("a reader of one run sees no other", async () => {
  const { api, ask } = await openTestApi();
  const address = await listen(api);
  await ask("POST", "/applications", { body: three });
  await ask("POST", "/applications/three/run?wait=20");
  const { id } = (await ask("POST", "/applications/three/run?wait=20")).json();
  const reader = await readEvents(address, { query: `?after=0&run=${id}` });
  const events = await reader.until(isEnd);
  reader.stop();
  expect(new Set(events.map(({ data }) => data.run_id))).toEqual(new Set([id]));
});

test("closing the host ends the streams", async () => {
  const { api, ask } = await openTestApi();
  const address = await listen(api);
  const reader = await readEvents(address);
  const end = reader.next().then(
    () => "an event",
    () => "ended",
  );
  await ask("GET", "/about");
  await api.close();
  expect(await end).toBe("ended");
});
