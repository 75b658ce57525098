import { expect, test } from "vitest";
import type { QuitAnswer } from "../../../electron/life/askPerson.ts";
import { Quitting } from "../../../electron/life/Quitting.ts";

interface BenchOptions {
  runs?: number | "silent" | "broken";
  isJoined?: boolean;
  answers?: QuitAnswer[];
  pause?: (ms: number) => Promise<void>;
}

function openBench({ runs = 0, isJoined = false, answers = [], pause = never }: BenchOptions = {}) {
  const calls: string[] = [];
  const idle = Promise.withResolvers<void>();
  const quitting = new Quitting({
    app: { exit: (code) => void calls.push(`exit ${code}`) },
    host: {
      stop: async () => void calls.push("stop host"),
      isJoined: () => isJoined,
    },
    work: {
      async countRuns() {
        if (runs === "silent") return never();
        if (runs === "broken") throw new Error("no host");
        return runs;
      },
      stopRuns: async () => void calls.push("stop runs"),
      untilIdle: () => idle.promise,
    },
    async ask(count) {
      calls.push(`ask ${count}`);
      return answers.shift() ?? "stay";
    },
    pause,
  });
  return { quitting, calls, idle };
}

function never(): Promise<never> {
  return new Promise(() => {});
}

test.each([
  ["no run goes on", { runs: 0 }],
  ["the host is another program's", { runs: 3, isJoined: true }],
  ["no host answers", { runs: "broken" }],
  ["the host keeps silent", { runs: "silent", pause: async () => {} }],
] satisfies [string, BenchOptions][])("nobody is asked when %s", async (_why, options) => {
  const { quitting, calls } = openBench(options);
  await quitting.begin();
  expect(calls.at(-1)).toBe("exit 0");
  expect(calls.some((call) => call.startsWith("ask"))).toBe(false);
});

test("whoever stays loses nothing and can quit later", async () => {
  const { quitting, calls } = openBench({ runs: 2, answers: ["stay", "continue"] });
  await quitting.begin();
  expect(calls).toEqual(["ask 2"]);
  await quitting.begin();
  expect(calls).toEqual(["ask 2", "ask 2", "stop host", "exit 0"]);
});

test("runs are stopped before the host is", async () => {
  const { quitting, calls } = openBench({ runs: 1, answers: ["stop"] });
  await quitting.begin();
  expect(calls).toEqual(["ask 1", "stop runs", "stop host", "exit 0"]);
});

test("waiting ends the program once no run is left", async () => {
  const { quitting, calls, idle } = openBench({ runs: 1, answers: ["wait"] });
  const begun = quitting.begin();
  await new Promise(setImmediate);
  expect(calls).toEqual(["ask 1"]);
  idle.resolve();
  await begun;
  expect(calls).toEqual(["ask 1", "stop host", "exit 0"]);
});

test("whoever waits can think better of it", async () => {
  const { quitting, calls, idle } = openBench({ runs: 1, answers: ["wait", "stay"] });
  const begun = quitting.begin();
  await new Promise(setImmediate);
  await quitting.begin();
  idle.resolve();
  await begun;
  expect(calls).toEqual(["ask 1", "ask 1"]);
});

test("asked twice, the question is put once, and the host ended once", async () => {
  const { quitting, calls } = openBench({ runs: 1, answers: ["continue", "continue"] });
  await Promise.all([quitting.begin(), quitting.begin()]);
  await quitting.begin();
  expect(calls).toEqual(["ask 1", "stop host", "exit 0"]);
});

test("when the system ends nobody is asked", async () => {
  const { quitting, calls } = openBench({ runs: 5 });
  await quitting.end();
  expect(calls).toEqual(["stop host", "exit 0"]);
});
