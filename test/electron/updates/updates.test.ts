import { expect, test } from "vitest";
import { createUpdateSource } from "../../../electron/updates/createUpdateSource.ts";
import { lookForUpdate, type UpdateSource } from "../../../electron/updates/lookForUpdate.ts";

function openBench({ found, responses = [], load }: { found?: string; responses?: number[]; load?: Error }) {
  const calls: string[] = [];
  const source: UpdateSource = {
    async find() {
      calls.push("find");
      return found;
    },
    async load() {
      calls.push("load");
      if (load !== undefined) throw load;
    },
  };
  const dialog = {
    async showMessageBox({ message }: Electron.MessageBoxOptions) {
      calls.push(message);
      return { response: responses.shift() ?? 1, checkboxChecked: false };
    },
    showErrorBox: (title: string, reason: string) => void calls.push(`${title}: ${reason}`),
  } as unknown as Parameters<typeof lookForUpdate>[0]["dialog"];
  const look = () => lookForUpdate({ source, dialog, version: "1.0.0", quit: () => void calls.push("quit") });
  return { calls, look };
}

test("a newer version is loaded when it is chosen, and comes when the program quits", async () => {
  const { calls, look } = openBench({ found: "1.1.0", responses: [0, 0] });
  await look();
  expect(calls).toEqual([
    "find",
    "Sluice 1.1.0 is there. This is 1.0.0.",
    "load",
    "Sluice 1.1.0 is loaded. It takes its place when Sluice quits.",
    "quit",
  ]);
});

test("nothing is loaded, and nobody quits, without being chosen", async () => {
  const first = openBench({ found: "1.1.0", responses: [1] });
  await first.look();
  expect(first.calls).not.toContain("load");
  const second = openBench({ found: "1.1.0", responses: [0, 1] });
  await second.look();
  expect(second.calls).toContain("load");
  expect(second.calls).not.toContain("quit");
  const none = openBench({});
  await none.look();
  expect(none.calls).toEqual(["find", "Sluice 1.0.0 is the newest version."]);
});

test("a version that cannot be had is told with the reason", async () => {
  const { calls, look } = openBench({ found: "1.1.0", responses: [0], load: new Error("sha512 checksum mismatch") });
  await look();
  expect(calls.at(-1)).toBe("No newer version could be had: sha512 checksum mismatch");
});

test("the updater loads nothing by itself, and what it loaded is exchanged at the end", async () => {
  const calls: string[] = [];
  const updater = {
    autoDownload: true,
    autoInstallOnAppQuit: false,
    logger: console as never,
    async checkForUpdates() {
      calls.push(`check ${updater.autoDownload} ${updater.autoInstallOnAppQuit}`);
      return { isUpdateAvailable: true, updateInfo: { version: "2.0.0" } } as never;
    },
    async downloadUpdate() {
      calls.push("download");
      return [];
    },
  };
  const source = createUpdateSource(async () => updater);
  expect(await source.find()).toBe("2.0.0");
  await source.load();
  expect(calls).toEqual(["check false true", "download"]);
});
