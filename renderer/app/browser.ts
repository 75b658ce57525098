import type { Clock } from "../../core/base/Clock.ts";
import { createUuid } from "../../core/base/ids.ts";
import type { ClipboardPort } from "../state/ports/ClipboardPort.ts";

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

/** An id for a step, note, group or gesture: a UUID version 7. */
export function createBrowserId(): string {
  return createUuid({
    clock: browserClock,
    random: { next: Math.random, bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
  });
}
