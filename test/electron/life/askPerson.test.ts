import { expect, test } from "vitest";
import { askAboutKey, askAboutRuns, explainTray } from "../../../electron/life/askPerson.ts";
import { createTrayMenu } from "../../../electron/life/createTrayMenu.ts";
import type { Settings } from "../../../electron/settings/DesktopSettings.ts";

function openBench(response: number) {
  const asked: Electron.MessageBoxOptions[] = [];
  const dialog = {
    async showMessageBox(options: Electron.MessageBoxOptions) {
      asked.push(options);
      return { response, checkboxChecked: false };
    },
  } as unknown as Pick<Electron.Dialog, "showMessageBox">;
  return { dialog, asked };
}

test.each([
  [0, "wait", "Quit when they ended"],
  [1, "continue", "Quit, go on at the next start"],
  [2, "stop", "Stop them and quit"],
  [3, "stay", "Do not quit"],
] as const)("button %i means to %s", async (response, answer, label) => {
  const { dialog, asked } = openBench(response);
  expect(await askAboutRuns(dialog, 2)).toBe(answer);
  expect(asked[0]?.buttons?.[response]).toBe(label);
  expect(asked[0]?.message).toContain("2 runs");
});

test("the key that closes a dialog never ends anything", async () => {
  const { dialog, asked } = openBench(9);
  expect(await askAboutRuns(dialog, 1)).toBe("stay");
  expect(asked[0]?.buttons?.[asked[0].cancelId ?? -1]).toBe("Do not quit");
});

test("the explanation offers to quit with the window", async () => {
  const { dialog, asked } = openBench(1);
  expect(await explainTray(dialog)).toBe(false);
  expect(asked[0]?.buttons?.[1]).toBe("Always quit with the window");
  expect(await explainTray(openBench(0).dialog)).toBe(true);
});

test("the key moves only for whoever says so", async () => {
  const { dialog, asked } = openBench(0);
  expect(await askAboutKey(dialog)).toBe(true);
  expect(asked[0]).toMatchObject({ defaultId: 1, cancelId: 1 });
  expect(await askAboutKey(openBench(1).dialog)).toBe(false);
});

test("the tray opens, quits, and sets what it shows", () => {
  const calls: unknown[] = [];
  let settings: Settings = { keepInTray: true, wasTold: false };
  const menu = createTrayMenu({
    settings: {
      get: () => settings,
      change: (part) => {
        settings = { ...settings, ...part };
      },
    },
    loginItem: { isOn: () => true, set: (on) => void calls.push(on) },
    vaultKey: { isSealed: () => false },
    moveKey: (toKeychain) => void calls.push(["key", toKeychain]),
    open: (...given: unknown[]) => void calls.push(["open", ...given]),
    lookForUpdate: (...given: unknown[]) => void calls.push(["look", ...given]),
    quit: (...given: unknown[]) => void calls.push(["quit", ...given]),
  });
  const click = (label: string, checked = false): void =>
    menu.find((item) => item.label === label)?.click?.({ checked } as never, undefined, {} as never);
  expect(menu.flatMap(({ checked }) => checked ?? [])).toEqual([true, true, false]);
  click("Open Sluice");
  click("Go on in the tray while there is work", false);
  click("Start at login", false);
  click("Keep the key of secrets in the system's keychain", true);
  click("Look for a newer version…");
  click("Quit");
  expect(calls).toEqual([["open"], false, ["key", true], ["look"], ["quit"]]);
  expect(settings).toEqual({ keepInTray: false, wasTold: true });
});
