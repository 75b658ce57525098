import { expect, test } from "vitest";
import { type HostChild, HostProcess } from "../../../electron/host/HostProcess.ts";
import type { Door } from "../../../electron/protocol/forwardToHost.ts";

interface FakeChild extends HostChild {
  answer(name: string): void;
  fail(reason: string): void;
  die(): void;
  isAsked: boolean;
}

function openBench() {
  const children: FakeChild[] = [];
  const states: string[] = [];
  const pauses: number[] = [];
  const host = new HostProcess({
    start() {
      const ready = Promise.withResolvers<Door>();
      const ended = Promise.withResolvers<void>();
      const child: FakeChild = {
        ready: ready.promise,
        ended: ended.promise,
        isAsked: false,
        answer: (name) => ready.resolve({ socket: name, token: name }),
        fail(reason) {
          ready.reject(new Error(reason));
          ended.resolve();
        },
        die: () => ended.resolve(),
        isJoined: () => children.length > 1,
        stop() {
          child.isAsked = true;
        },
      };
      children.push(child);
      return child;
    },
    pause: async (ms) => void pauses.push(ms),
    onState: (state) => states.push(state.state === "failed" ? `failed: ${state.reason}` : state.state),
  });
  const child = async (index: number): Promise<FakeChild> => {
    while (children[index] === undefined) await Promise.resolve();
    return children[index];
  };
  return { host, child, states, pauses, children };
}

test("who asks before the host answers waits for it", async () => {
  const { host, child, states } = openBench();
  const reached = host.reach();
  (await child(0)).answer("one");
  expect(await reached).toEqual({ socket: "one", token: "one" });
  expect(states).toEqual(["starting", "ready"]);
});

test("a host that dies is started again at once, and the next request goes to the new one", async () => {
  const { host, child, pauses } = openBench();
  (await child(0)).answer("one");
  await host.reach();
  (await child(0)).die();
  (await child(1)).answer("two");
  expect((await host.reach()).socket).toBe("two");
  expect(host.isJoined()).toBe(true);
  expect(pauses).toEqual([0]);
});

test("one that fails again and again is tried less and less often, and says why; waiting requests get the first that answers", async () => {
  const { host, child, states, pauses } = openBench();
  const reached = host.reach();
  for (let index = 0; index < 7; index += 1) (await child(index)).fail("no disk");
  (await child(7)).answer("eight");
  expect((await reached).socket).toBe("eight");
  expect(pauses).toEqual([0, 1000, 2000, 5000, 15_000, 30_000, 30_000]);
  expect(states.filter((state) => state === "failed: no disk")).toHaveLength(7);
});

test("stopped, it is asked to end and not started again", async () => {
  const { host, child, states, children } = openBench();
  (await child(0)).answer("one");
  await host.reach();
  const stopped = host.stop();
  expect((await child(0)).isAsked).toBe(true);
  (await child(0)).die();
  await stopped;
  expect(children).toHaveLength(1);
  expect(states.at(-1)).toBe("stopped");
  await expect(host.reach()).rejects.toThrow("stopped");
});
