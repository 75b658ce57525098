import type { MouseEvent } from "react";

/** Follows a link within the window; a new tab or window stays the business of the browser. */
export function followLink(follow: () => void): (event: MouseEvent) => void {
  return (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    follow();
  };
}
