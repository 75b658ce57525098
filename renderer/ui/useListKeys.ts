import { useEffect, useRef } from "react";

/** Keeps what is typed before the field of a list that opens by a key has the focus, and types it there then. */
export function useListKeys(isOpen: boolean, onEscape: () => void): void {
  const latest = useRef(onEscape);
  latest.current = onEscape;
  useEffect(() => {
    if (!isOpen) return undefined;
    let typed = "";
    const onKey = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, altKey, isComposing } = event;
      if (document.activeElement?.closest("[role=dialog]") != null) return;
      if (isComposing || ctrlKey || metaKey || altKey) return;
      if (key.length === 1) typed += key;
      else if (key === "Backspace") typed = typed.slice(0, -1);
      else if (key === "Escape") latest.current();
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const onFocus = ({ target }: FocusEvent): void => {
      if (typed === "" || !(target instanceof HTMLInputElement)) return;
      target.setRangeText(typed, 0, target.value.length, "end");
      target.dispatchEvent(new Event("input", { bubbles: true }));
      typed = "";
    };
    window.addEventListener("keydown", onKey, { capture: true });
    window.addEventListener("focusin", onFocus);
    return () => {
      window.removeEventListener("keydown", onKey, { capture: true });
      window.removeEventListener("focusin", onFocus);
    };
  }, [isOpen]);
}
