import type { OwnKeys } from "../state/keys/createKeyStore.ts";
import type { TextKey } from "../text/english.ts";
import type { Command, KeyScope } from "./Command.ts";
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
  /** A table, with the fields in it. */
  isTable: boolean;
  /** The code editor, which is text too. */
  isCode: boolean;
  /** A dialog or menu, which has its own keys. */
  isDialog: boolean;
  isCanvas: boolean;
  /** Single letters count on the canvas. */
  letterKeys: boolean;
  isMac: boolean;
}

const noKeys: readonly string[] = [];

/** The keys of a command: those a person gave it, else its own. */
export function keysOf({ id, keys = noKeys }: Command, own: OwnKeys): readonly string[] {
  return own[id] ?? keys;
}

/** Whether a key of a command was pressed. */
export function isKeyOf(command: Command, press: KeyPress, { own, isMac }: { own: OwnKeys; isMac: boolean }): boolean {
  return keysOf(command, own).some((key) => isPressed(parseKey(key), press, isMac));
}

/** The command whose key was pressed where it counts; undefined = the press is not ours. */
export function findCommandForKey(press: KeyPress, place: KeyPlace, own: OwnKeys = {}): Command | undefined {
  return commands.find((command) => {
    if (command.isNative || place.isDialog || !countsIn(command, place)) return false;
    const takesPlain = place.isCanvas || (command.scope === "table" && !place.isText);
    return keysOf(command, own).some((key) => {
      if (isPlain(key) && !takesPlain) return false;
      if (isLetter(key) && !place.isCanvas) return false;
      return (place.letterKeys || !isLetter(key)) && isPressed(parseKey(key), press, place.isMac);
    });
  });
}

/** Whether the keys of a command count where the focus is. */
function countsIn({ scope, inText }: Command, { isText, isCanvas, isTable, isCode }: KeyPlace): boolean {
  if (scope === "code") return isCode;
  if (isText && inText !== true) return false;
  return scope === "window" || (scope === "canvas" ? isCanvas : isTable && !isCode);
}

/** The key that was pressed as commands name it; undefined = only a modifier, or one that we do not use. */
export function toKey({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyPress, isMac: boolean): string | undefined {
  const [mod, other] = isMac ? [metaKey, ctrlKey] : [ctrlKey, metaKey];
  if (other || ["Control", "Meta", "Shift", "Alt", "AltGraph", "Dead", "CapsLock", "Unidentified"].includes(key)) {
    return undefined;
  }
  const name = key.length === 1 ? key.toUpperCase() : key;
  // A sign may need Shift on one keyboard and not on another.
  const isSign = key.length === 1 && !/[A-Z0-9]/.test(name);
  return `${mod ? "Mod+" : ""}${shiftKey && !isSign ? "Shift+" : ""}${altKey ? "Alt+" : ""}${name}`;
}

/** Why no command can be given a key. */
export function findKeyRefusal(key: string): TextKey | undefined {
  if (ofBrowser.has(key)) return "keys.ofBrowser";
  if (["Tab", "Shift+Tab", " "].includes(key)) return "keys.ofFocus";
  return commands.some(({ isNative, keys }) => isNative && keys?.includes(key)) ? "keys.ofClipboard" : undefined;
}

/** The command that has a key now, of those whose keys count where they do in `scope`. */
export function findKeyOwner(key: string, own: OwnKeys, scope: KeyScope): Command | undefined {
  return commands.find((command) => {
    const meets = command.scope === scope || command.scope === "window" || scope === "window";
    return meets && keysOf(command, own).includes(key);
  });
}

/** What browsers keep for themselves: a page never hears of it. */
const ofBrowser = new Set(
  ["N", "T", "W", "Tab"].flatMap((name) => [`Mod+${name}`, `Mod+Shift+${name}`]).concat(["F11", "Alt+F4", "Mod+Q"]),
);

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

/** A key without Control or Alt, such as Enter: elsewhere than on the canvas and in tables it has a meaning of its own. */
function isPlain(key: string): boolean {
  const { name, mod, alt } = parseKey(key);
  return !mod && !alt && !/^F\d+$/.test(name);
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
