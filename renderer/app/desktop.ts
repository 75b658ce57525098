import type { DesktopBridge } from "../../electron/preload/DesktopBridge.ts";

declare global {
  interface Window {
    /** Only in the desktop program. */
    sluice?: DesktopBridge;
  }
}

/** What the desktop program gives its page; undefined in a browser. */
export const desktop: DesktopBridge | undefined = window.sluice;
