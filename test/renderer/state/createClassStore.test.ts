import { expect, test } from "vitest";
import { createClassStore } from "../../../renderer/state/code/createClassStore.ts";
import { createCodeDesk } from "../../../renderer/state/code/createCodeDesk.ts";
import { FakeClock } from "../../support/FakeClock.ts";
import { MemoryClasses } from "../support/MemoryClasses.ts";

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

async function open(code = "one") {
  const port = new MemoryClasses();
  const clock = new FakeClock();
  await port.create("Mine", code);
  const classStore = createClassStore({ port, name: "Mine", syncpack: undefined, clock });
  await classStore.load();
  const pass = async (ms: number) => {
    clock.advance(ms);
    await settle();
  };
  return { port, clock, pass, code: classStore, state: () => classStore.store.getState() };
}

test("what is typed is sent within half a second, once for many keys, and then called saved", async () => {
  const { port, pass, code, state } = await open();
  expect(state()).toMatchObject({ status: "ready", code: "one", saving: "saved", isDraft: false });
  code.edit("one t");
  await pass(300);
  code.edit("one two");
  expect(state()).toMatchObject({ saving: "unsaved", isDraft: true });
  expect(port.sent).toEqual([]);
  await pass(400);
  expect(port.sent).toEqual(["one two"]);
  expect(state()).toMatchObject({ saving: "saved", isDraft: true });
});

test("a host that does not answer is asked again, and nothing is called saved before", async () => {
  const { port, pass, code, state } = await open();
  port.failure = "gone";
  code.edit("two");
  await pass(400);
  expect(state().saving).toBe("offline");
  port.failure = undefined;
  await pass(500);
  expect(port.sent).toEqual(["two"]);
  expect(state().saving).toBe("saved");
});

test("what is typed while a draft is on its way is sent after it", async () => {
  const { port, pass, code, state } = await open();
  let answer = (): void => undefined;
  const save = port.saveDraft.bind(port);
  port.saveDraft = async (name, text) => {
    await new Promise<void>((resolve) => {
      answer = resolve;
    });
    return save(name, text);
  };
  code.edit("two");
  await pass(400);
  code.edit("three");
  answer();
  await settle();
  answer();
  await settle();
  expect(port.sent).toEqual(["two", "three"]);
  expect(state().saving).toBe("saved");
});

test("publishing sends what is typed first; a refusal keeps the draft", async () => {
  const { port, code, state } = await open();
  code.edit("two");
  await code.publish();
  expect(port.own.get("Mine")).toEqual({ versions: ["one", "two"], draft: undefined });
  expect(state().isDraft).toBe(false);
  code.edit("three");
  await code.settled();
  port.failure = "it does not compile";
  await expect(code.publish()).rejects.toThrow("it does not compile");
  expect(state().isDraft).toBe(true);
});

test("discarding goes back to the version", async () => {
  const { port, code, state } = await open();
  code.edit("two");
  await code.settled();
  await code.discard();
  expect(state()).toMatchObject({ code: "one", isDraft: false, saving: "saved" });
  expect(port.own.get("Mine")?.draft).toBeUndefined();
});

test("the class of a pack is not edited, and one that cannot be opened says why", async () => {
  const port = new MemoryClasses();
  const clock = new FakeClock();
  const pack = createClassStore({ port, name: "Log", syncpack: "base", clock });
  await pack.load();
  pack.edit("mine");
  expect(pack.store.getState()).toMatchObject({ saving: "saved", isDraft: false });
  port.open = async () => {
    throw new Error("No such class");
  };
  const none = createClassStore({ port, name: "None", syncpack: undefined, clock });
  await none.load();
  expect(none.store.getState()).toMatchObject({ status: "failed", error: "No such class" });
});

test("a desk gives everyone the same store of a class, waits for all, and closing sends what is left", async () => {
  const port = new MemoryClasses();
  await port.create("Mine", "one");
  const desk = createCodeDesk({ port, clock: new FakeClock() });
  const first = desk.open("Mine", undefined);
  const second = desk.open("Mine", undefined);
  expect(second.code).toBe(first.code);
  await settle();
  first.code.edit("two");
  await desk.settled();
  expect(port.sent).toEqual(["two"]);
  first.close();
  first.close();
  second.code.edit("three");
  second.close();
  await settle();
  expect(port.sent).toEqual(["two", "three"]);
  expect(desk.open("Mine", undefined).code).not.toBe(first.code);
});

test("each version of a pack has the text of its own class", async () => {
  const port = new MemoryClasses();
  await port.create("Greet", "newest");
  const { open } = port;
  port.open = async (name, from) => {
    const text = await open.call(port, name);
    return { ...text, code: from?.packVersion ?? text.code };
  };
  const desk = createCodeDesk({ port, clock: new FakeClock() });
  const opened = [undefined, "1.0.0", "1.1.0"].map((packVersion) => desk.open("Greet", { syncpack: "p", packVersion }));
  await settle();
  expect(opened.map(({ code }) => code.store.getState().code)).toEqual(["newest", "1.0.0", "1.1.0"]);
});

test("a class that is closed while the host does not answer stays until it was sent", async () => {
  const port = new MemoryClasses();
  const clock = new FakeClock();
  await port.create("Mine", "one");
  const desk = createCodeDesk({ port, clock });
  const { code, close } = desk.open("Mine", undefined);
  await settle();
  port.failure = "gone";
  code.edit("two");
  close();
  await settle();
  const again = desk.open("Mine", undefined);
  expect(again.code.store.getState()).toMatchObject({ code: "two", saving: "offline" });
  again.close();
  await settle();
  port.failure = undefined;
  clock.advance(15_000);
  await settle();
  expect(port.sent).toEqual(["two"]);
  expect(desk.open("Mine", undefined).code).not.toBe(code);
});
