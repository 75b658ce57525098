import { describe, expect, test } from "vitest";
import { commands } from "../../../renderer/commands/commands.ts";
import { findCommandForKey, type KeyPlace, type KeyPress, printKey } from "../../../renderer/commands/keys.ts";

const canvas: KeyPlace = { isText: false, isDialog: false, isCanvas: true, letterKeys: true, isMac: false };

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
      expect(found(press(name, modifiers))).toBe(id);
      const { scope } = commands.find((command) => command.id === id) ?? {};
      expect(found(press(name, modifiers), { isCanvas: false })).toBe(scope === "canvas" ? undefined : id);
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

  test("is given to one command only", () => {
    const keys = commands.flatMap((command) => (command.keys ?? []).map((key) => key.toLowerCase()));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test("is printed as people know it", () => {
    expect([printKey("Mod+Shift+Z", false), printKey("Mod+Shift+Z", true)]).toEqual(["Ctrl+Shift+Z", "⇧⌘Z"]);
    expect([printKey("ArrowLeft", false), printKey("+", false)]).toEqual(["←", "+"]);
  });
});
