import { type RefObject, useLayoutEffect, useState } from "react";

/** Whether a line that can be scrolled has more at its ends than is seen. Brings the open tab into view, also when it changes. */
export function useHidden(line: RefObject<HTMLElement | null>, open: string): { before: boolean; after: boolean } {
  const [hidden, setHidden] = useState({ before: false, after: false });
  useLayoutEffect(() => {
    const element = line.current;
    if (element === null) return undefined;
    const look = (): void => {
      const before = element.scrollLeft > 1;
      const after = element.scrollLeft + element.clientWidth < element.scrollWidth - 1;
      setHidden((last) => (last.before === before && last.after === after ? last : { before, after }));
    };
    const watch = new ResizeObserver(look);
    watch.observe(element);
    element.addEventListener("scroll", look);
    return () => {
      watch.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [line]);
  useLayoutEffect(() => {
    line.current
      ?.querySelector(`[data-tab="${CSS.escape(open)}"]`)
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [line, open]);
  return hidden;
}
