import type { Command } from "./Command.ts";
import { commands } from "./commands.ts";

/** What of a key event counts. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** Where the focus is. */
export interface KeyPlace {
  /** Text field, text area, editable element or code editor. */
  isText: boolean;
  /** A dialog or menu, which has its own keys. */
  isDialog: boolean;
  isCanvas: boolean;
  /** Single letters count on the canvas. */
  letterKeys: boolean;
  isMac: boolean;
}

/** The command whose key was pressed where it counts; undefined = the press is not ours. */
export function findCommandForKey(press: KeyPress, place: KeyPlace): Command | undefined {
  return commands.find(({ keys, scope, isNative, inText }) => {
    if (isNative || keys === undefined || place.isDialog || (place.isText && !inText)) return false;
    if (scope === "canvas" && !place.isCanvas) return false;
    return keys.some((key) => (place.letterKeys || !isLetter(key)) && isPressed(parseKey(key), press, place.isMac));
  });
}

/** A key as it is printed: `Mod+Shift+Z` is `Ctrl+Shift+Z`, or the signs of a Mac. */
export function printKey(key: string, isMac: boolean): string {
  const { name, mod, shift, alt } = parseKey(key);
  const printed = signs[name] ?? name;
  if (isMac) return `${alt ? "⌥" : ""}${shift ? "⇧" : ""}${mod ? "⌘" : ""}${printed}`;
  return [...(mod ? ["Ctrl"] : []), ...(alt ? ["Alt"] : []), ...(shift ? ["Shift"] : []), printed].join("+");
}

const signs: Record<string, string> = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc" };

interface ParsedKey {
  name: string;
  mod: boolean;
  shift: boolean;
  alt: boolean;
}

/** The last part is the key itself, which may be a plus. */
function parseKey(key: string): ParsedKey {
  const parts = key === "+" ? ["+"] : key.split("+");
  const name = parts.at(-1) || "+";
  return { name, mod: parts.includes("Mod"), shift: parts.includes("Shift"), alt: parts.includes("Alt") };
}

function isPressed({ name, mod, shift, alt }: ParsedKey, press: KeyPress, isMac: boolean): boolean {
  const modPressed = isMac ? press.metaKey : press.ctrlKey;
  const otherPressed = isMac ? press.ctrlKey : press.metaKey;
  if (modPressed !== mod || otherPressed || press.altKey !== alt) return false;
  if (press.key.toUpperCase() !== name.toUpperCase()) return false;
  // A sign such as + may need Shift on one keyboard and not on another.
  return press.shiftKey === shift || (name.length === 1 && !/[A-Z0-9]/i.test(name));
}

/** A key that types something: it must not surprise people who do not use the canvas by keys. */
function isLetter(key: string): boolean {
  const { name, mod, alt } = parseKey(key);
  return name.length === 1 && !mod && !alt;
}

/** Whether the keyboard is that of a Mac. */
export function isMac(): boolean {
  return navigator.platform.startsWith("Mac");
}
