import { expect, test } from "vitest";
import { Emitter } from "../../../core/base/Emitter.ts";
import { ApiClient } from "../../../core/client/ApiClient.ts";
import type { HostEvent } from "../../../renderer/api/createHostFeed.ts";
import { createNoticePort } from "../../../renderer/api/createNoticePort.ts";
import type { Notice } from "../../../renderer/state/ports/NoticePort.ts";

function openBench() {
  const fail = (error: unknown): never => {
    throw error;
  };
  const events = new Emitter<HostEvent>(fail);
  const world = { off: [] as string[], permission: "known" as "known" | "granted" | "denied", inView: "" };
  const client = new ApiClient(async (path, init) => {
    const { pathname } = new URL(path, "http://host");
    if (pathname.endsWith("/settings/me")) return Response.json(["notices"]);
    if (pathname.endsWith("/settings/me/notices")) {
      if (init.method === "PUT") world.off = JSON.parse(String(init.body)).off;
      return Response.json({ off: world.off });
    }
    if (pathname.endsWith("/steps")) return Response.json([{ name: "One", state: "FAILURE", step_id: "s1" }]);
    return Response.json({ app_name: pathname.split("/").at(-1), triggered_by: { kind: "API" } });
  });
  const port = createNoticePort(client, { feed: events, ask: async () => world.permission, onError: fail });
  return {
    ...{ port, world },
    end: (run: string, state = "FAILURE") =>
      events.emit({ type: "run.finished", run_id: run, state } as unknown as HostEvent),
  };
}

test("an application is switched off and on again", async () => {
  const { port, world } = openBench();
  expect([await port.toggle("a"), world.off]).toEqual(["off", ["a"]]);
  expect([await port.toggle("a"), world.off]).toEqual(["on", []]);
});

test("who allows notifications by it wants them on; who does not changes nothing", async () => {
  const { port, world } = openBench();
  world.off = ["a"];
  world.permission = "denied";
  expect([await port.toggle("a"), world.off]).toEqual(["denied", ["a"]]);
  world.permission = "granted";
  expect([await port.toggle("a"), await port.toggle("b"), world.off]).toEqual(["on", "on", []]);
});

test("failed runs are told, but none in view, silenced, or ended well; nothing after leaving", async () => {
  const { port, world, end } = openBench();
  const told: string[] = [];
  const waiting: (() => void)[] = [];
  const counts: number[] = [];
  const watch = port.watch({
    inView: () => world.inView,
    setUnseen: (count) => counts.push(count),
    show({ title, address }: Notice) {
      told.push(`${title} ${address}`);
      for (const resolve of waiting.splice(0)) resolve();
    },
  });
  const next = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
  world.off = ["silent"];
  world.inView = "seen";
  for (const run of ["silent", "seen"]) end(run);
  end("good", "SUCCESS");
  const first = next();
  end("a");
  await first;
  const second = next();
  end("a");
  await second;
  expect(counts).toEqual([1, 2]);
  world.inView = "other";
  watch.look();
  expect(counts).toEqual([1, 2]);
  world.inView = "a";
  watch.look();
  watch.look();
  expect(counts).toEqual([1, 2, 0]);
  watch.stop();
  end("b");
  await new Promise((resolve) => setTimeout(resolve));
  expect(told).toEqual(["a failed /applications/a?run=a&step=s1", "a failed 2 times /applications/a?run=a&step=s1"]);
});
