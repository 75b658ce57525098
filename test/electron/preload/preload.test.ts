import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildPreload } from "../../../core/cli/bin/buildPreload.mjs";
import { createRegister } from "../../../electron/bridge/createRegister.ts";
import { type ChannelParts, registerChannels } from "../../../electron/bridge/registerChannels.ts";
import type { DesktopBridge } from "../../../electron/preload/DesktopBridge.ts";

const folder = mkdtempSync(join(tmpdir(), "sluice preload "));
const file = join(folder, "preload.cjs");
beforeAll(() => buildPreload(file));
afterAll(() => rmSync(folder, { recursive: true }));

type Listener = (event: unknown, ...given: unknown[]) => void;

/** Runs the bundled preload as a sandboxed page would, with what it exposes and asks for. */
function runPreload() {
  const exposed = new Map<string, unknown>();
  const required: string[] = [];
  const asked: unknown[][] = [];
  const listeners = new Map<string, Set<Listener>>();
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, api: unknown) => exposed.set(name, api) },
    ipcRenderer: {
      invoke: async (...given: unknown[]) => void asked.push(given),
      on: (name: string, listener: Listener) =>
        void listeners.set(name, (listeners.get(name) ?? new Set()).add(listener)),
      removeListener: (name: string, listener: Listener) => void listeners.get(name)?.delete(listener),
    },
  };
  const require = (name: string): unknown => {
    required.push(name);
    if (name !== "electron") throw new Error(`A sandboxed page has no ${name}.`);
    return electron;
  };
  runInNewContext(readFileSync(file, "utf8"), { require, module: { exports: {} }, exports: {} });
  const emit = (name: string, ...given: unknown[]): void => {
    for (const listener of listeners.get(name) ?? []) listener(...(given as [unknown]));
  };
  return { bridge: exposed.get("sluice") as DesktopBridge, exposed, required, asked, emit };
}

test("one file that a sandbox can run exposes one object and requires nothing but Electron", () => {
  const { exposed, required } = runPreload();
  expect([...exposed.keys()]).toEqual(["sluice"]);
  expect(required).toEqual(["electron"]);
  expect(readFileSync(file, "utf8")).not.toMatch(/^\s*(?:import|export)\s/m);
});

test("the page's type, the bridge and the registered channels name the same things", () => {
  // The compiler holds these keys to the type of `window.sluice`, one for one.
  const typed: Record<keyof DesktopBridge, "channel" | "event"> = {
    openFiles: "channel",
    saveFile: "channel",
    showInFolder: "channel",
    setMenu: "channel",
    takeFiles: "channel",
    giveUp: "channel",
    onCommand: "event",
    onFiles: "event",
  };
  const { bridge } = runPreload();
  expect(Object.keys(bridge).sort()).toEqual(Object.keys(typed).sort());
  const registered: string[] = [];
  const register = createRegister({ handle: (name) => void registered.push(name) });
  registerChannels(register, {} as ChannelParts);
  const channels = Object.entries(typed).filter(([, kind]) => kind === "channel");
  expect(registered.sort()).toEqual(channels.map(([name]) => name).sort());
});

test("each function asks over the channel of its name, with what it was given and no more", async () => {
  const { bridge, asked } = runPreload();
  const bytes = new Uint8Array([1]);
  await bridge.openFiles();
  await bridge.saveFile({ name: "a.json", bytes });
  await bridge.showInFolder("/a.json");
  await bridge.setMenu([]);
  await bridge.takeFiles();
  await bridge.giveUp("r1");
  expect(asked).toEqual([
    ["openFiles"],
    ["saveFile", { name: "a.json", bytes }],
    ["showInFolder", "/a.json"],
    ["setMenu", []],
    ["takeFiles"],
    ["giveUp", "r1"],
  ]);
});

test("listeners hear the rest of an event but never the event itself, until they leave", () => {
  const { bridge, emit } = runPreload();
  const heard: unknown[][] = [];
  const leave = bridge.onCommand((...given) => heard.push(given));
  const leaveFiles = bridge.onFiles((...given: unknown[]) => heard.push(given));
  emit("command", { sender: "secret" }, "run.start");
  emit("files", { sender: "secret" }, "");
  leave();
  leaveFiles();
  emit("command", {}, "run.stop");
  emit("files", {}, "");
  expect(heard).toEqual([["run.start"], []]);
});
