import { useEffect, useRef } from "react";
import type { NoticePort } from "../state/ports/NoticePort.ts";
import { desktop } from "./desktop.ts";

/** Whether the browser may show notifications; it asks the person once. The desktop program shows its own. */
export async function askToNotify(): Promise<"known" | "granted" | "denied"> {
  if (desktop !== undefined) return "known";
  if (!("Notification" in window)) return "denied";
  if (Notification.permission === "granted") return "known";
  return (await Notification.requestPermission()) === "granted" ? "granted" : "denied";
}

/** Tells of failed runs by notifications of the browser, once the person allowed them. A click opens the failed step. */
export function useFailureNotices(port: NoticePort | undefined, shown: string | undefined): void {
  const current = useRef(shown);
  current.current = shown;
  useEffect(() => {
    if (port === undefined || desktop !== undefined || !("Notification" in window)) return undefined;
    return port.watch({
      inView: () => (document.hasFocus() ? current.current : undefined),
      show({ application, title, body, address }) {
        if (Notification.permission !== "granted") return;
        const notification = new Notification(title, { body, tag: application });
        notification.onclick = () => {
          window.focus();
          // A run is read from the address when its page opens.
          window.location.assign(address);
        };
      },
    });
  }, [port]);
}
