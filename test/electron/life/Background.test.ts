import { expect, test } from "vitest";
import { Background } from "../../../electron/life/Background.ts";
import type { Settings } from "../../../electron/settings/DesktopSettings.ts";

interface BenchOptions {
  settings?: Partial<Settings>;
  runs?: number;
  hasSchedules?: boolean;
  isJoined?: boolean;
  isOpen?: boolean;
  agrees?: boolean;
}

function openBench(options: BenchOptions) {
  const { runs = 0, hasSchedules = false, isJoined = false, isOpen = false, agrees = true } = options;
  const calls: string[] = [];
  let settings: Settings = { keepInTray: true, wasTold: false, ...options.settings };
  const background = new Background({
    settings: {
      get: () => settings,
      change: (part) => {
        settings = { ...settings, ...part };
      },
    },
    host: { isJoined: () => isJoined },
    work: {
      async countRuns() {
        if (runs < 0) throw new Error("no host");
        return runs;
      },
      hasSchedules: async () => hasSchedules,
    },
    isOpen: () => isOpen,
    async explain() {
      calls.push("explain");
      return agrees;
    },
    quit: () => void calls.push("quit"),
  });
  return { background, calls, settings: () => settings };
}

test.each([
  ["runs go on", { runs: 1 }],
  ["schedules are enabled", { hasSchedules: true }],
])("it stays while %s, and explains that the first time", async (_why, work) => {
  const { background, calls, settings } = openBench(work);
  await background.look();
  expect(calls).toEqual(["explain"]);
  expect(settings()).toEqual({ keepInTray: true, wasTold: true });
  await background.look();
  expect(calls).toEqual(["explain"]);
});

test("whoever wants it to quit with its window is not asked again", async () => {
  const { background, calls, settings } = openBench({ runs: 1, agrees: false });
  await background.look();
  expect(calls).toEqual(["explain", "quit"]);
  expect(settings().keepInTray).toBe(false);
});

test.each([
  ["there is nothing to do", {}],
  ["it may not stay", { runs: 1, settings: { keepInTray: false } }],
  ["the host is another program's", { runs: 1, isJoined: true }],
  ["no host answers", { runs: -1 }],
])("it quits when %s", async (_why, options) => {
  const { background, calls } = openBench(options);
  await background.look();
  expect(calls).toEqual(["quit"]);
});

test("it does nothing while a window is open, and looks once at a time", async () => {
  const open = openBench({ isOpen: true });
  await open.background.look();
  expect(open.calls).toEqual([]);
  const closed = openBench({ runs: 1 });
  await Promise.all([closed.background.look(), closed.background.look()]);
  expect(closed.calls).toEqual(["explain"]);
});
