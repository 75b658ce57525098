import type { Clock } from "../../core/base/Clock.ts";
import { createUuid } from "../../core/base/ids.ts";
import type { ClipboardPort } from "../state/ports/ClipboardPort.ts";
import type { StoragePort } from "../state/ports/StoragePort.ts";
import { createSafeStorage } from "../state/session/createSafeStorage.ts";

/** Time as the browser tells it. */
export const browserClock: Clock = {
  now: () => Date.now(),
  after(delay, run) {
    const timer = setTimeout(run, delay);
    return { cancel: () => clearTimeout(timer) };
  },
};

/** The clipboard outside of clipboard events; the browser may ask the person first. */
export const browserClipboard: ClipboardPort = {
  read: () => navigator.clipboard.readText(),
  write: (text) => navigator.clipboard.writeText(text),
};

/** What this browser remembers. */
export const browserStorage = createSafeStorage(() => localStorage);

/** What this window remembers, also over a reload. */
export const windowStorage = createSafeStorage(() => sessionStorage);

/** A text that this browser keeps under a key. */
export function storeText(key: string): StoragePort {
  return {
    read: () => browserStorage.getItem(key) ?? undefined,
    write: (text) => browserStorage.setItem(key, text),
  };
}

/** A file for the person. */
export interface SavedFile {
  name: string;
  type: string;
  content: string | Uint8Array;
}

/** Gives the person a file, as the browser keeps downloads. */
export function downloadFile(file: SavedFile): void {
  const content = typeof file.content === "string" ? file.content : new Uint8Array(file.content);
  const address = URL.createObjectURL(new Blob([content], { type: file.type }));
  const link = Object.assign(document.createElement("a"), { href: address, download: file.name });
  link.click();
  URL.revokeObjectURL(address);
}

/** An id for a step, note, group or gesture: a UUID version 7. */
export function createBrowserId(): string {
  return createUuid({
    clock: browserClock,
    random: { next: Math.random, bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
  });
}
