import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createLoginItem } from "../../../electron/settings/createLoginItem.ts";
import { DesktopSettings } from "../../../electron/settings/DesktopSettings.ts";

const folder = mkdtempSync(join(tmpdir(), "sluice settings "));
const file = join(folder, "desktop.json");
afterAll(() => rmSync(folder, { recursive: true }));

test("settings hold over starts; a file that is missing or broken is as none", () => {
  expect(new DesktopSettings(file).get()).toEqual({ keepInTray: true, wasTold: false });
  new DesktopSettings(file).change({ keepInTray: false });
  expect(new DesktopSettings(file).get()).toEqual({ keepInTray: false, wasTold: false });
  writeFileSync(file, '{"keepInTray":"perhaps"}');
  expect(new DesktopSettings(file).get().keepInTray).toBe(true);
});

test("settings that cannot be kept hold until the end", () => {
  const settings = new DesktopSettings(join(folder, "missing", "desktop.json"));
  settings.change({ keepInTray: false });
  expect(settings.get().keepInTray).toBe(false);
});

function openItem(platform: NodeJS.Platform, command: readonly [string, ...string[]]) {
  const set: Electron.Settings[] = [];
  const asked: unknown[] = [];
  const autostartFile = join(folder, "config", "autostart", "sluice.desktop");
  const app = {
    getLoginItemSettings: (options: unknown) => {
      asked.push(options);
      return { openAtLogin: true } as Electron.LoginItemSettings;
    },
    setLoginItemSettings: (options: Electron.Settings) => void set.push(options),
  };
  return { item: createLoginItem({ app, platform, command, autostartFile }), set, asked, autostartFile };
}

test("on Windows and macOS the system is asked, about the same command that is set", () => {
  const { item, set, asked } = openItem("win32", ["C:\\sluice.exe"]);
  item.set(true);
  expect(item.isOn()).toBe(true);
  expect(set).toEqual([{ openAtLogin: true, path: "C:\\sluice.exe", args: ["--hidden"] }]);
  expect(asked).toEqual([{ path: "C:\\sluice.exe", args: ["--hidden"] }]);
});

test("a Linux desktop gets a file, and loses it", () => {
  const { item, autostartFile, set } = openItem("linux", ["/opt/my $apps/electron", "/home/a 100%"]);
  expect(item.isOn()).toBe(false);
  item.set(true);
  expect(item.isOn()).toBe(true);
  expect(readFileSync(autostartFile, "utf8")).toContain(
    'Exec="/opt/my \\\\$apps/electron" "/home/a 100%%" "--hidden"\n',
  );
  item.set(false);
  expect(existsSync(autostartFile)).toBe(false);
  item.set(false);
  expect(set).toEqual([]);
});
