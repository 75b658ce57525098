import { expect, test } from "vitest";
import { createRegister, isOwnPage } from "../../../electron/bridge/createRegister.ts";
import { registerChannels } from "../../../electron/bridge/registerChannels.ts";
import { HandedFiles } from "../../../electron/files/HandedFiles.ts";
import { PersonFiles } from "../../../electron/files/PersonFiles.ts";
import type { DesktopMenu } from "../../../electron/preload/DesktopBridge.ts";

type Frame = { url: string; parent: Frame | null };
const own: Frame = { url: "app://sluice/applications/a", parent: null };

function openBench() {
  const handlers = new Map<string, (event: { senderFrame: Frame | null }, given: unknown) => Promise<unknown>>();
  const menus: (readonly DesktopMenu[])[] = [];
  const saved: string[] = [];
  const dialog = {
    showOpenDialog: async () => ({ canceled: true, filePaths: [] }),
    showSaveDialog: async ({ defaultPath }: Electron.SaveDialogOptions) => {
      saved.push(String(defaultPath));
      return { canceled: true, filePath: "" };
    },
    showErrorBox: () => {},
  } as unknown as Electron.Dialog;
  const register = createRegister({ handle: (name, handler) => void handlers.set(name, handler as never) });
  registerChannels(register, {
    personFiles: new PersonFiles({ dialog, shell: { showItemInFolder: () => {} }, folder: () => "/home" }),
    handedFiles: new HandedFiles(() => {}),
    requests: { giveUp: () => {} },
    setMenu: (given) => void menus.push(given),
  });
  const ask = (name: string, given: unknown, senderFrame: Frame | null = own): Promise<unknown> =>
    handlers.get(name)?.({ senderFrame }, given) ?? Promise.reject(new Error("no such channel"));
  return { ask, menus, saved, names: [...handlers.keys()] };
}

test.each([
  ["the page", own, true],
  ["a frame inside of it", { url: "app://sluice/", parent: own }, false],
  ["a page of another host", { url: "app://evil/", parent: null }, false],
  ["a web page", { url: "https://sluice/", parent: null }, false],
  ["a page without an address", { url: "", parent: null }, false],
  ["a frame that is gone", null, false],
])("%s may ask: %s", (_who, frame, may) => {
  expect(isOwnPage(frame as never)).toBe(may);
});

test("every channel refuses whoever is not the page, before it does anything", async () => {
  const { ask, names, menus } = openBench();
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    await expect(ask(name, [], { url: "https://evil/", parent: null })).rejects.toThrow("Only a page of Sluice");
    await expect(ask(name, [], null)).rejects.toThrow("Only a page of Sluice");
  }
  expect(menus).toEqual([]);
});

test.each([
  ["openFiles", "/etc"],
  ["takeFiles", {}],
  ["saveFile", { name: "../../.bashrc", bytes: new Uint8Array() }],
  ["saveFile", { name: "..\\a", bytes: new Uint8Array() }],
  ["saveFile", { name: "a", bytes: "text" }],
  ["saveFile", { name: "a", bytes: new Uint8Array(), path: "/etc/passwd" }],
  ["showInFolder", 7],
  ["setMenu", [{ title: "A", items: [{ id: "a", title: "A", role: "toggleDevTools" }] }]],
  ["setMenu", "x"],
])("%s does not take %j", async (name, given) => {
  await expect(openBench().ask(name, given)).rejects.toThrow(`${name} does not take`);
});

test("what fits goes through, and only what was saved can be shown", async () => {
  const { ask, menus, saved } = openBench();
  const menu = [{ title: "Run", items: [{ id: "run.start", title: "Run" }] }];
  await ask("setMenu", menu);
  expect(menus).toEqual([menu]);
  expect(await ask("saveFile", { name: "a.json", bytes: new Uint8Array([1]) })).toBeUndefined();
  expect(saved).toEqual(["/home/a.json"]);
  expect(await ask("takeFiles", undefined)).toEqual([]);
  await expect(ask("showInFolder", "/etc/passwd")).rejects.toThrow("just saved");
});
