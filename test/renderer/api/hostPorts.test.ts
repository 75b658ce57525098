import { expect, onTestFinished, test } from "vitest";
import type { StepRunRecord } from "../../../core/model/RunRecord.ts";
import type { DraftHistory, DraftUpdate, Gesture } from "../../../renderer/state/ports/DraftPort.ts";
import type { RunShown } from "../../../renderer/state/ports/RunPort.ts";
import { openWindows } from "../support/openWindows.ts";

let ids = 0;
const createId = () => {
  ids += 1;
  return `id-${ids}`;
};

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
  const { classes, manifests, packNames } = await first.ports.classes.list();
  expect(packNames.get("data_steps_syncpack")).toBe("Data Steps");
  expect(classes.map(({ file }) => file)).toContain("QueryREST");
  expect(manifests("Log", undefined)?.parameters.map(({ name }) => name)).toContain("message");
  expect(manifests("Nothing", undefined)).toBeUndefined();
  expect(await first.ports.createApplication()).toBe("Untitled-1");
});

test("what fields choose from, and what expressions would be before and after a run", async () => {
  const { client, windows } = await openWindows("one");
  const ports = windows[0]?.ports;
  if (ports === undefined) throw new Error("no window");
  const data = [
    { name: "host", value: "h" },
    { name: "key", value: "k", encrypted: true },
  ];
  await client.call("saveConfiguration", { body: { name: "lab", configuration_data: data } });
  expect(await ports.names.listConfigurations()).toMatchObject([{ name: "lab" }]);
  expect(await ports.names.listVariables("lab")).toEqual([
    { name: "host", encrypted: false },
    { name: "key", encrypted: true },
  ]);
  expect(await ports.names.listVariables("none")).toEqual([]);
  await client.call("saveConfiguration", { body: { name: "erp", connection: "postgresql", configuration_data: [] } });
  expect(await ports.names.listConnections()).toEqual([{ name: "erp", kind: "postgresql", friendlyName: "" }]);
  expect([await ports.names.listApplications(), await ports.names.listQueues()]).toEqual([["flow"], ["default"]]);

  const { state } = await ports.openDraft("flow").load();
  const resolver = ports.openResolver("flow");
  const source = { step: state.stepIds[1] ?? "", run: undefined };
  expect(await resolver.resolve(source, "${a}")).toMatchObject({ tokens: [{ state: "noData" }] });
  await client.call("runApplicationByName", {
    params: { name: "flow" },
    query: { wait: 30 },
    body: undefined as never,
  });
  expect(await resolver.resolve(source, "${a}")).toMatchObject({ tokens: [{ state: "missing" }] });
  expect(await resolver.listPaths(source)).toEqual([]);
});

test("a configuration is read without its secrets, and set by one person at a time", async () => {
  const { client, windows } = await openWindows("one");
  const { configurations } = windows[0]?.ports ?? {};
  if (configurations === undefined) throw new Error("no window");
  const data = [{ name: "host", value: "h" }, { name: "key", value: "hunter2", encrypted: true }, { name: "none" }];
  await client.call("saveConfiguration", { body: { name: "lab", configuration_data: data } });
  const first = await configurations.read("lab");
  expect(first?.variables).toEqual([
    { name: "host", value: "h", encrypted: false, isSet: true },
    { name: "key", value: undefined, encrypted: true, isSet: true },
    { name: "none", value: undefined, encrypted: false, isSet: false },
  ]);
  if (first === undefined) throw new Error("It is there.");
  const second = await configurations.set(first, { name: "key", value: "other" });
  expect(second.variables[1]).toEqual({ name: "key", value: undefined, encrypted: true, isSet: true });
  await expect(configurations.set(first, { name: "host", value: "late" })).rejects.toMatchObject({
    code: "changed_meanwhile",
  });
  expect(await configurations.set(second, { name: "host", value: "x" })).toMatchObject({
    variables: [{ value: "x" }, {}, {}],
  });
  expect(await configurations.read("no")).toBeUndefined();
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
  const other = setMessage(b, "from one again");
  await one.apply(loaded.seq + 1, other);
  // An answer that was lost is asked for again: the undo is done once.
  for (const _ of [1, 2]) {
    const undone = await one.undo(loaded.seq + 2, "one undo");
    expect(undone).toMatchObject({ outcome: "applied", history: { undo: "Set message", redo: "Set message" } });
    expect(undone.updates.at(-1)).toMatchObject({ seq: loaded.seq + 3, gesture: "one undo" });
  }
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

  const deleted = Promise.withResolvers<string>();
  onTestFinished(ports.onDeleted(deleted.resolve));
  await client.call("deleteApplication", { params: { name: "flow" } });
  expect(await deleted.promise).toBe("flow");
});

test("a gesture that does not fit is refused with its reason", async () => {
  const { windows } = await openWindows("one");
  const draft = windows[0]?.ports.openDraft("flow");
  const { seq } = (await draft?.load()) ?? { seq: -1 };
  const reply = await draft?.apply(seq, setMessage("no-such-step", "x"));
  expect(reply).toMatchObject({ outcome: "refused", reason: expect.stringContaining("no longer") });
});

test("pins come with the draft, runs of the window use them, and the last output is kept as a sample", async () => {
  const { windows } = await openWindows("one");
  const ports = windows[0]?.ports;
  if (ports === undefined) throw new Error("no window");
  const draft = ports.openDraft("flow");
  const { seq, state } = await draft.load();
  const [a = "", b = ""] = state.stepIds;
  expect([state.pins, await ports.stepData.sample(a)]).toEqual([undefined, undefined]);
  const value = { rows: [1], at: { $type: "date", value: "2026-01-02T03:04:05.000Z" } };
  const operations = [{ op: "setPin" as const, step: a, value }];
  await draft.apply(seq, { id: createId(), label: "Pin", operations });
  expect((await draft.load()).state.pins).toEqual({ [a]: value });
  const runs = ports.openRuns("flow");
  const ended = Promise.withResolvers<RunShown>();
  const steps = new Map<string, StepRunRecord>();
  onTestFinished(
    runs.subscribe({
      onRun: (run) => run.state === "SUCCESS" && ended.resolve(run),
      onSteps: (records) => records.map((record) => steps.set(record.stepId ?? "", record)),
    }),
  );
  await runs.start({ level: 25 });
  const { id: run } = await ended.promise;
  expect([steps.get(a)?.pinned, steps.get(b)?.pinned]).toEqual([true, false]);
  const place = { run, stepRun: steps.get(a)?.id ?? "" };
  expect(await ports.stepData.whole(place)).toEqual(value);
  await draft.apply(seq + 1, { id: createId(), label: "Unpin", operations: [{ op: "setPin", step: a }] });
  const again = Promise.withResolvers<RunShown>();
  onTestFinished(
    runs.subscribe({
      onRun: (shown) => shown.state === "SUCCESS" && shown.id !== run && again.resolve(shown),
      onSteps: () => undefined,
    }),
  );
  await runs.start({ level: 25 });
  await again.promise;
  expect(await ports.stepData.sample(a)).toMatchObject({ data: 1, bytes: expect.any(Number) });
});

test("a class is copied, drafted, run as its draft, published, restored and deleted; other windows hear of it", async () => {
  const { windows, client } = await openWindows("one", "two");
  const [one, two] = windows;
  if (one === undefined || two === undefined) throw new Error("no window");
  const port = one.ports.classes;
  const heard = new Promise<void>((resolve) => {
    onTestFinished(two.ports.classes.subscribe(resolve));
  });
  await port.copy("stepTemplate", { syncpack: "base_steps_syncpack", to: "Mine" });
  const opened = await port.open("Mine");
  expect(opened).toMatchObject({ isOwn: true, isDraft: false, main: "Mine.ts", usedBy: [] });
  expect(opened.manifest?.parameters.map(({ name }) => name)).toEqual(["greeting", "fail_if_empty"]);
  const log = await port.open("Log", { syncpack: "base_steps_syncpack" });
  expect(log).toMatchObject({ isOwn: false, owner: expect.any(String) });
  await expect(port.open("None")).rejects.toThrow("None");

  const broken = opened.code.replace("const data =", "const data +");
  expect(await port.saveDraft("Mine", broken)).toMatchObject({
    manifest: undefined,
    errors: [{ file: "Mine.ts", message: expect.stringContaining("+") }],
  });
  await expect(port.publish("Mine")).rejects.toThrow("Mine.ts");
  const good = opened.code.replace("greeting: this", "hello: this");
  expect((await port.saveDraft("Mine", good)).manifest?.file).toBe("Mine");
  expect(await port.open("Mine")).toMatchObject({ isDraft: true, code: good });

  const steps = [{ name: "a", file: "Mine", greeting: "x" }];
  await client.call("saveApplication", { body: { name: "flow", app_variables: [], steps } });
  const runs = one.ports.openRuns("flow");
  const ended = new Promise<RunShown>((resolve) => {
    runs.subscribe({ onRun: (run) => run.state === "SUCCESS" && resolve(run), onSteps: () => undefined });
  });
  await runs.start({ level: 25 });
  await ended;
  const draft = await one.ports.openDraft("flow").load();
  const [id = ""] = draft.state.stepIds;
  const schemas = await port.readSchemas("flow", [id, "another"]);
  expect([...schemas.keys()]).toEqual([id]);
  expect(schemas.get(id)).toMatchObject({ properties: { hello: { type: "string" } } });

  expect(await port.publish("Mine")).toEqual(["flow"]);
  await heard;
  const versions = await port.versions("Mine");
  expect(versions.map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
  expect(await port.versionCode("Mine", versions[1]?.hash ?? "")).toBe(opened.code);
  await port.saveDraft("Mine", opened.code);
  await port.discardDraft("Mine");
  expect((await port.open("Mine")).code).toBe(good);
  await port.remove("Mine");
  expect((await port.list()).manifests("Mine", undefined)).toBeUndefined();
});
