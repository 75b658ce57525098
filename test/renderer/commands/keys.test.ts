import { describe, expect, test } from "vitest";
import type { KeyScope } from "../../../renderer/commands/Command.ts";
import { commands } from "../../../renderer/commands/commands.ts";
import {
  findCommandForKey,
  findKeyOwner,
  findKeyRefusal,
  type KeyPlace,
  type KeyPress,
  keysOf,
  printKey,
  toKey,
} from "../../../renderer/commands/keys.ts";

const canvas: KeyPlace = {
  isText: false,
  isTable: false,
  isCode: false,
  isDialog: false,
  isCanvas: true,
  letterKeys: true,
  isMac: false,
};

/** Where the focus is for keys that count only there. */
const placeOf: Record<KeyScope, Partial<KeyPlace>> = {
  window: {},
  canvas: {},
  table: { isCanvas: false, isTable: true },
  code: { isCanvas: false, isText: true, isCode: true },
};

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more };
}

const found = (keyPress: KeyPress, place: Partial<KeyPlace> = {}): string | undefined =>
  findCommandForKey(keyPress, { ...canvas, ...place })?.id;

describe("a key", () => {
  test("runs its command where it counts", () => {
    expect(found(press("z", { ctrlKey: true }))).toBe("edit.undo");
    expect(found(press("Z", { ctrlKey: true, shiftKey: true }))).toBe("edit.redo");
    expect(found(press("Delete"))).toBe("edit.delete");
    expect(found(press("Delete"), { isCanvas: false })).toBeUndefined();
    expect(found(press("k", { ctrlKey: true }), { isCanvas: false })).toBe("view.palette");
  });

  test.each(commands.flatMap(({ id, keys = [], isNative }) => (isNative ? [] : keys.map((key) => ({ id, key })))))(
    "$key runs $id, and outside of the canvas only if it counts there",
    ({ id, key }) => {
      const name = key.endsWith("+") ? "+" : (key.split("+").at(-1) ?? key);
      const modifiers = {
        ctrlKey: key.includes("Mod+"),
        altKey: key.includes("Alt+"),
        shiftKey: key.includes("Shift+"),
      };
      const { scope = "window" } = commands.find((command) => command.id === id) ?? {};
      expect(found(press(name, modifiers), placeOf[scope])).toBe(id);
      expect(found(press(name, modifiers), { isCanvas: false })).toBe(scope === "window" ? id : undefined);
    },
  );

  test("is never taken from a text field, unless its command says so, and from a dialog never", () => {
    expect(found(press("s", { ctrlKey: true }), { isText: true })).toBe("file.save");
    expect(found(press("s", { ctrlKey: true }), { isDialog: true })).toBeUndefined();
    for (const { keys = [], inText } of commands) {
      if (inText) continue;
      for (const key of keys) {
        const name = key.split("+").at(-1) || "+";
        expect(found(press(name, { ctrlKey: key.includes("Mod") }), { isText: true })).toBeUndefined();
      }
    }
  });

  test("in tables and in code runs what is limited to them", () => {
    expect(found(press("Enter"), placeOf.table)).toBe("table.openRow");
    expect(found(press("Enter"))).toBe("step.open");
    expect(found(press("Enter"), { ...placeOf.table, isText: true })).toBeUndefined();
    expect(found(press("Delete", { altKey: true }), { ...placeOf.table, isText: true })).toBe("table.deleteRow");
    expect(found(press("m", { ctrlKey: true, altKey: true }), placeOf.code)).toBe("code.widen");
    expect(found(press("m", { ctrlKey: true, altKey: true }))).toBeUndefined();
  });

  test("never fires in code unless its command says so", () => {
    for (const { id, keys = [], scope, inText, isNative } of commands) {
      for (const key of isNative ? [] : keys) {
        const name = key.endsWith("+") ? "+" : (key.split("+").at(-1) ?? key);
        const modifiers = {
          ctrlKey: key.includes("Mod+"),
          altKey: key.includes("Alt+"),
          shiftKey: key.includes("Shift+"),
        };
        const saysSo = scope === "code" || (scope === "window" && inText === true);
        expect(found(press(name, modifiers), placeOf.code), `${key} of ${id}`).toBe(saysSo ? id : undefined);
      }
    }
  });

  test("that is a single letter can be switched off, with Shift too", () => {
    expect(found(press("a"))).toBe("step.add");
    expect(found(press("a"), { letterKeys: false })).toBeUndefined();
    expect(found(press("L", { shiftKey: true }))).toBe("arrange.all");
    expect(found(press("L", { shiftKey: true }), { letterKeys: false })).toBeUndefined();
    expect(found(press("F2"), { letterKeys: false })).toBe("step.rename");
  });

  test("uses Command on a Mac", () => {
    expect(found(press("z", { metaKey: true }), { isMac: true })).toBe("edit.undo");
    expect(found(press("z", { ctrlKey: true }), { isMac: true })).toBeUndefined();
    expect(found(press("z", { metaKey: true }))).toBeUndefined();
  });

  test("that makes a sign counts with and without Shift, as keyboards differ", () => {
    expect(found(press("+", { shiftKey: true }))).toBe("view.zoomIn");
    expect(found(press("+"))).toBe("view.zoomIn");
    expect(found(press("]"))).toBe("step.next");
  });

  test("of the browser's clipboard is left to the browser", () => {
    expect(found(press("c", { ctrlKey: true }))).toBeUndefined();
  });

  test("is given to one command only where it counts", () => {
    for (const place of ["canvas", "table", "code"]) {
      const there = commands.filter(({ scope }) => scope === "window" || scope === place);
      const keys = there.flatMap((command) => (command.keys ?? []).map((key) => key.toLowerCase()));
      expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    }
  });

  test("is printed as people know it", () => {
    expect([printKey("Mod+Shift+Z", false), printKey("Mod+Shift+Z", true)]).toEqual(["Ctrl+Shift+Z", "⇧⌘Z"]);
    expect([printKey("ArrowLeft", false), printKey("+", false)]).toEqual(["←", "+"]);
  });
});

describe("a key that a person gives a command", () => {
  const own = { "run.start": ["F9"], "edit.duplicate": [], "view.theme": ["Y"], "run.debug": ["Mod+D"] };
  const ownFound = (keyPress: KeyPress, place: Partial<KeyPlace> = {}): string | undefined =>
    findCommandForKey(keyPress, { ...canvas, ...place }, own)?.id;

  test("runs it in the place of its own ones", () => {
    expect(ownFound(press("F9"), { isCanvas: false })).toBe("run.start");
    expect(ownFound(press("Enter", { ctrlKey: true }))).toBeUndefined();
    expect(ownFound(press("d", { ctrlKey: true }))).toBe("run.debug");
    expect(ownFound(press("z", { ctrlKey: true }))).toBe("edit.undo");
  });

  test("counts only on the canvas when it types or moves something elsewhere, and letters can be switched off", () => {
    expect(ownFound(press("y"))).toBe("view.theme");
    expect(ownFound(press("y"), { isCanvas: false })).toBeUndefined();
    expect(ownFound(press("y"), { letterKeys: false })).toBeUndefined();
    expect(
      findCommandForKey(press("Enter"), { ...canvas, isCanvas: false }, { "run.start": ["Enter"] }),
    ).toBeUndefined();
  });

  test("is read from what was pressed", () => {
    expect(toKey(press("k", { ctrlKey: true, altKey: true }), false)).toBe("Mod+Alt+K");
    expect(toKey(press("K", { shiftKey: true }), false)).toBe("Shift+K");
    expect(toKey(press("!", { shiftKey: true }), false)).toBe("!");
    expect(toKey(press("F6", { shiftKey: true }), false)).toBe("Shift+F6");
    expect(toKey(press("k", { metaKey: true }), true)).toBe("Mod+K");
    expect([toKey(press("Control", { ctrlKey: true }), false), toKey(press("k", { metaKey: true }), false)]).toEqual([
      undefined,
      undefined,
    ]);
  });

  test.each(commands.flatMap(({ keys = [] }) => keys))("%s is read as it is written", (key) => {
    const name = key.endsWith("+") ? "+" : (key.split("+").at(-1) ?? key);
    const modifiers = { ctrlKey: key.includes("Mod+"), altKey: key.includes("Alt+"), shiftKey: key.includes("Shift+") };
    expect(toKey(press(name, modifiers), false)).toBe(key);
  });

  test("is refused where a page never hears of it, or where it is needed", () => {
    expect(["Mod+W", "Mod+Shift+T", "F11"].map(findKeyRefusal)).toEqual(Array(3).fill("keys.ofBrowser"));
    expect(["Tab", " "].map(findKeyRefusal)).toEqual(Array(2).fill("keys.ofFocus"));
    expect(findKeyRefusal("Mod+C")).toBe("keys.ofClipboard");
    expect(["F9", "Mod+D", "Q"].map(findKeyRefusal)).toEqual(Array(3).fill(undefined));
  });

  test("has one owner", () => {
    expect(findKeyOwner("Mod+D", {}, "window")?.id).toBe("edit.duplicate");
    expect(findKeyOwner("Mod+D", own, "canvas")?.id).toBe("run.debug");
    expect(findKeyOwner("F10", own, "window")).toBeUndefined();
    expect(findKeyOwner("Enter", own, "canvas")?.id).toBe("step.open");
    expect(findKeyOwner("Enter", own, "table")?.id).toBe("table.openRow");
    expect(findKeyOwner("Enter", own, "code")).toBeUndefined();
    const [duplicate] = commands.filter(({ id }) => id === "edit.duplicate");
    expect(duplicate && [keysOf(duplicate, {}), keysOf(duplicate, own)]).toEqual([["Mod+D"], []]);
  });
});
