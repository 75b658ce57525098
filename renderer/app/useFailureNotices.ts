import { useEffect, useRef } from "react";
import type { NoticePort } from "../state/ports/NoticePort.ts";
import { desktop } from "./desktop.ts";
import { setUnseen } from "./windowTitle.ts";

/** Whether the browser may show notifications; it asks the person once. The desktop program shows its own. */
export async function askToNotify(): Promise<"known" | "granted" | "denied"> {
  if (desktop !== undefined) return "known";
  if (!("Notification" in window)) return "denied";
  if (Notification.permission === "granted") return "known";
  return (await Notification.requestPermission()) === "granted" ? "granted" : "denied";
}

/**
 * Counts failed runs that nobody has looked at in the title of the window, and tells of them by notifications of the browser once
 * the person allowed them. A click opens the failed step.
 */
export function useFailureNotices(port: NoticePort | undefined, shown: string | undefined): void {
  const current = useRef(shown);
  current.current = shown;
  const look = useRef<() => void>(() => undefined);
  useEffect(() => {
    // The desktop program counts and tells for all its windows.
    if (port === undefined || desktop !== undefined) return undefined;
    const watch = port.watch({
      inView: () => (document.hasFocus() ? current.current : undefined),
      setUnseen,
      show({ application, title, body, address }) {
        if (!("Notification" in window) || Notification.permission !== "granted") return;
        const notification = new Notification(title, { body, tag: application });
        notification.onclick = () => {
          window.focus();
          // A run is read from the address when its page opens.
          window.location.assign(address);
        };
      },
    });
    look.current = watch.look;
    window.addEventListener("focus", watch.look);
    return () => {
      window.removeEventListener("focus", watch.look);
      watch.stop();
    };
  }, [port]);
  useEffect(() => {
    if (shown !== undefined) look.current();
  }, [shown]);
}
