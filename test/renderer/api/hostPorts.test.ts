import { expect, onTestFinished, test } from "vitest";
import { ApiClient } from "../../../core/client/ApiClient.ts";
import type { StepRunRecord } from "../../../core/model/RunRecord.ts";
import { createHostFeed } from "../../../renderer/api/createHostFeed.ts";
import { createHostPorts } from "../../../renderer/api/createHostPorts.ts";
import type { DraftHistory, DraftUpdate, Gesture } from "../../../renderer/state/ports/DraftPort.ts";
import type { RunShown } from "../../../renderer/state/ports/RunPort.ts";
import { openTestApi } from "../../api/openTestApi.ts";

let ids = 0;
const createId = () => {
  ids += 1;
  return `id-${ids}`;
};

/** Windows of one user on a real host. */
async function openWindows(...names: string[]) {
  const { api, host } = await openTestApi();
  const address = await api.listen({ host: "127.0.0.1", port: 0 });
  const client = new ApiClient((path, init) => fetch(`${address}${path}`, init), "developer");
  const errors: unknown[] = [];
  const windows = names.map((window) => {
    const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
    const feed = createHostFeed(client, { pause, onError: (error) => errors.push(error) });
    onTestFinished(() => feed.close());
    return { ports: createHostPorts(client, { window, feed, createId }), feed };
  });
  onTestFinished(() => expect(errors).toEqual([]));
  const document = {
    name: "flow",
    app_variables: [],
    steps: [
      { name: "a", file: "Script", code: "return 1;", output_to: ["b"] },
      { name: "b", file: "Log", message: "x" },
    ],
  };
  await client.call("saveApplication", { body: document });
  return { client, host, windows };
}

const setMessage = (step: string, value: string): Gesture => ({
  id: createId(),
  label: "Set message",
  operations: [{ op: "setParameter", step, path: ["message"], value }],
});

test("the list of applications and of classes, and a new one", async () => {
  const { windows } = await openWindows("one");
  const [first] = windows;
  if (first === undefined) throw new Error("no window");
  expect(await first.ports.listApplications()).toMatchObject([
    { name: "flow", revision: 1, steps: 2, hasDraft: false },
  ]);
  const { classes, manifests } = await first.ports.listClasses();
  expect(classes.map(({ file }) => file)).toContain("QueryREST");
  expect(manifests("Log", undefined)?.parameters.map(({ name }) => name)).toContain("message");
  expect(manifests("Nothing", undefined)).toBeUndefined();
  expect(await first.ports.createApplication()).toBe("Untitled-1");
});

test("a run shows its steps as they go, until the end", async () => {
  const { windows } = await openWindows("one");
  const runs = windows[0]?.ports.openRuns("flow");
  if (runs === undefined) throw new Error("no window");
  const states: string[] = [];
  const steps = new Map<string, StepRunRecord>();
  const ended = Promise.withResolvers<RunShown>();
  onTestFinished(
    runs.subscribe({
      onRun(run) {
        states.push(run.state);
        if (run.state === "SUCCESS") ended.resolve(run);
      },
      onSteps: (records) => records.map((record) => steps.set(record.name, record)),
    }),
  );
  await runs.start({ level: 25 });
  expect((await ended.promise).warning).toBe(false);
  expect(states[0]).toBe("PENDING");
  expect(steps.get("a")).toMatchObject({ state: "SUCCESS", attempts: 1, data: { kind: "value" } });
  expect(steps.get("b")).toMatchObject({ state: "SUCCESS" });
  expect(steps.get("b")?.finishedAt).toBeGreaterThan(1_700_000_000_000);
});

test("two windows of one user follow each other, and each undoes its own", async () => {
  const { windows } = await openWindows("one", "two");
  const [one, two] = windows.map(({ ports }) => ports.openDraft("flow"));
  if (one === undefined || two === undefined) throw new Error("no window");
  const loaded = await one.load();
  await two.load();
  const [, b = ""] = loaded.state.stepIds;
  const seen = Promise.withResolvers<DraftUpdate>();
  onTestFinished(two.subscribe(([update]) => update && seen.resolve(update)));
  const gesture = setMessage(b, "from one");
  const reply = await one.apply(loaded.seq, gesture);
  expect(reply).toMatchObject({ outcome: "applied", history: { undo: "Set message", changes: 1 } });
  expect(await seen.promise).toMatchObject({ gesture: gesture.id, seq: loaded.seq + 1 });
  const behind = await two.apply(loaded.seq, setMessage(b, "from two"));
  expect(behind).toMatchObject({ outcome: "behind", updates: [{ gesture: gesture.id }] });
  expect((await two.load()).history.undo).toBeUndefined();
  const undone = await one.undo(loaded.seq + 1);
  expect(undone).toMatchObject({ outcome: "applied", history: { undo: undefined, redo: "Set message" } });
});

test("a window with changes hears that somebody else published, and of a rename", async () => {
  const { client, windows } = await openWindows("one");
  const ports = windows[0]?.ports;
  const draft = ports?.openDraft("flow");
  if (ports === undefined || draft === undefined) throw new Error("no window");
  const { seq, state, history } = await draft.load();
  expect(history).toMatchObject({ base: 1, published: 1, changes: 0 });
  await draft.apply(seq, setMessage(state.stepIds[1] ?? "", "mine"));
  const heard = Promise.withResolvers<DraftHistory>();
  onTestFinished(draft.subscribe((_, next) => next.published === 2 && heard.resolve(next)));
  const steps = [{ name: "b", file: "Log", message: "theirs" }];
  await client.call("saveApplication", { body: { name: "flow", app_variables: [], steps } });
  expect(await heard.promise).toMatchObject({ base: 1, published: 2, changes: 1 });

  const renamed = Promise.withResolvers<string[]>();
  onTestFinished(ports.onRenamed((from, to) => renamed.resolve([from, to])));
  const name = await ports.createApplication();
  await ports.openVersions(name).rename({ name: "orders", friendlyName: "Orders" });
  expect(await renamed.promise).toEqual([name, "orders"]);
});

test("a gesture that does not fit is refused with its reason", async () => {
  const { windows } = await openWindows("one");
  const draft = windows[0]?.ports.openDraft("flow");
  const { seq } = (await draft?.load()) ?? { seq: -1 };
  const reply = await draft?.apply(seq, setMessage("no-such-step", "x"));
  expect(reply).toMatchObject({ outcome: "refused", reason: expect.stringContaining("no longer") });
});
