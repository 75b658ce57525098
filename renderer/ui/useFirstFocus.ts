import { type RefObject, useLayoutEffect, useRef } from "react";

const field = "input:not([type=hidden], :disabled), textarea:not(:disabled), select:not(:disabled)";

/**
 * Where one begins in a dialog that says nothing of it: in its first field, else at the first of its buttons, which cancels,
 * else in its content, which keys scroll; never at the button that closes it. Given to the element around content and buttons.
 */
export function useFirstFocus<E extends HTMLElement>(): RefObject<E | null> {
  const part = useRef<E>(null);
  // Before the dialog looks for it.
  useLayoutEffect(() => {
    const { current } = part;
    if (current === null || current.querySelector("[data-autofocus]") !== null) return;
    const [content, actions] = current.children;
    const first = content?.querySelector(field) ?? actions?.querySelector("button:not(:disabled)") ?? content;
    first?.setAttribute("data-autofocus", "");
  }, []);
  return part;
}
