import { expect, onTestFinished, test } from "vitest";
import { ApiClient } from "../../../core/client/ApiClient.ts";
import type { FailureNotice } from "../../../core/client/UnseenFailures.ts";
import { FailureWatch } from "../../../electron/notices/FailureWatch.ts";
import { showNotice } from "../../../electron/notices/showNotice.ts";

/** A host whose runs are named after their application, as far as the watch asks it. */
function openBench({ refuses = 0, off = [] as string[] } = {}) {
  const calls: string[] = [];
  const clicks = new Map<string, () => void>();
  const view = { application: undefined as string | undefined };
  let refusals = refuses;
  let send: (text: string) => void = () => {};
  const client = new ApiClient(async (path) => {
    const { pathname } = new URL(path, "app://sluice");
    const run = pathname.split("/")[4] ?? "";
    if (pathname.endsWith("/events")) {
      if (refusals > 0) {
        refusals -= 1;
        return Response.json({ code: "not_authenticated", detail: "old token" }, { status: 401 });
      }
      const stream = new TransformStream<Uint8Array, Uint8Array>();
      const writer = stream.writable.getWriter();
      send = (text) => void writer.write(new TextEncoder().encode(text));
      return new Response(stream.readable);
    }
    if (pathname.endsWith("/settings/me")) return Response.json(["notices"]);
    if (pathname.endsWith("/settings/me/notices")) return Response.json({ off });
    if (pathname.endsWith("/steps")) {
      return Response.json([
        { name: "One", state: "SUCCESS", step_id: "s1" },
        { name: "Two", state: "FAILURE", step_id: "s2", error: { message: "no" } },
      ]);
    }
    return Response.json({ app_name: run, triggered_by: { kind: "SCHEDULE" } });
  });
  const watch = new FailureWatch({
    client,
    pause: async (ms) => void calls.push(`pause ${ms}`),
    applicationInView: () => view.application,
    notify(notice: FailureNotice, onClick) {
      calls.push(`notify ${notice.title}`);
      clicks.set(notice.application, onClick);
      return () => void calls.push(`take away ${notice.title}`);
    },
    setUnseen: (count) => void calls.push(`unseen ${count}`),
    open: (address) => void calls.push(`open ${address}`),
    onEnd: () => {},
  });
  onTestFinished(() => watch.stop());
  void watch.run();
  let seq = 0;
  const until = async (call: string): Promise<void> => {
    while (!calls.includes(call)) await new Promise(setImmediate);
  };
  return {
    ...{ watch, calls, clicks, view, until },
    async end(run: string, state = "FAILURE") {
      await new Promise(setImmediate);
      seq += 1;
      send(`data: ${JSON.stringify({ type: "run.finished", run_id: run, seq, state })}\n\n`);
    },
    isListening: async () => {
      while (refusals > 0) await new Promise(setImmediate);
    },
  };
}

test("a failed run is told and counted; the next one of its application takes its place", async () => {
  const { end, until, calls } = openBench();
  await end("good", "SUCCESS");
  await end("a");
  await until("unseen 1");
  await end("a");
  await until("unseen 2");
  await end("b");
  await until("unseen 3");
  expect(calls).toEqual([
    ...["notify a failed", "unseen 1"],
    ...["take away a failed", "notify a failed 2 times", "unseen 2"],
    ...["notify b failed", "unseen 3"],
  ]);
});

test("a click opens the failed step, and the failure is seen", async () => {
  const { end, until, calls, clicks } = openBench();
  await end("a");
  await until("unseen 1");
  clicks.get("a")?.();
  expect(calls.slice(2)).toEqual(["open /applications/a?run=a&step=s2", "take away a failed", "unseen 0"]);
});

test("what comes into view is seen, and what is in view is not told", async () => {
  const { end, until, calls, view, watch } = openBench();
  await end("a");
  await until("unseen 1");
  view.application = "a";
  watch.look();
  expect(calls.at(-1)).toBe("unseen 0");
  await end("a");
  await end("b");
  await until("unseen 1");
  await until("notify b failed");
  expect(calls.filter((call) => call.startsWith("notify"))).toEqual(["notify a failed", "notify b failed"]);
});

test("an application that is switched off is silent", async () => {
  const { end, until, calls } = openBench({ off: ["a"] });
  await end("a");
  await end("b");
  await until("unseen 1");
  expect(calls).toEqual(["notify b failed", "unseen 1"]);
});

test("a host that refuses is asked again", async () => {
  const { end, until, calls, isListening } = openBench({ refuses: 1 });
  await isListening();
  await new Promise(setImmediate);
  await end("a");
  await until("unseen 1");
  expect(calls[0]).toBe("pause 5000");
});

test("a notification of the system is shown, clicked and taken away", () => {
  const calls: string[] = [];
  let click: () => void = () => {};
  const close = showNotice(
    {
      createNotification: ({ title, body }) => {
        calls.push(`${title}: ${body}`);
        return {
          on: ((_event: string, listener: () => void) => {
            click = listener;
          }) as unknown as Electron.Notification["on"],
          show: () => void calls.push("show"),
          close: () => void calls.push("close"),
        };
      },
    },
    {
      notice: { application: "a", title: "a failed", body: "Two: no", address: "/" },
      onClick: () => void calls.push("click"),
    },
  );
  click();
  close();
  expect(calls).toEqual(["a failed: Two: no", "show", "click", "close"]);
});
