import { type RefObject, useEffect } from "react";
import { copySelection, cutSelection, pasteText } from "../commands/clipboardCommands.ts";
import type { Workbench } from "../commands/Workbench.ts";
import { text } from "../text/texts.ts";

/** Copy, cut and paste by the browser's own events, while the canvas has the focus. */
export function useClipboard(workbench: Workbench, surface: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const isOurs = (): boolean => {
      const { activeElement } = document;
      const isField =
        activeElement instanceof HTMLElement && activeElement.matches("input, textarea, [contenteditable]");
      return !isField && surface.current?.contains(activeElement) === true;
    };
    const onCopy = (event: ClipboardEvent): boolean => {
      const content = isOurs() ? copySelection(workbench) : undefined;
      if (content === undefined) return false;
      event.clipboardData?.setData("text/plain", content);
      event.preventDefault();
      return true;
    };
    const onCut = (event: ClipboardEvent): void => {
      if (onCopy(event)) cutSelection(workbench);
    };
    const onPaste = (event: ClipboardEvent): void => {
      const content = isOurs() ? event.clipboardData?.getData("text/plain") : undefined;
      if (content === undefined || content === "") return;
      event.preventDefault();
      pasteText(workbench, content, { at: workbench.canvas.centre(), label: text("gesture.paste") });
    };
    document.addEventListener("copy", onCopy);
    document.addEventListener("cut", onCut);
    document.addEventListener("paste", onPaste);
    return () => {
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("cut", onCut);
      document.removeEventListener("paste", onPaste);
    };
  }, [workbench, surface]);
}
