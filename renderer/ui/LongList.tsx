import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactElement, useLayoutEffect, useRef, useState } from "react";

export interface LongListProps<T> {
  items: readonly T[];
  keyOf(item: NoInfer<T>): string;
  /** Height of a row until it is measured, in pixels. */
  rowHeight: number;
  className?: string | undefined;
  /** What stands in the row of an item. */
  children(item: NoInfer<T>): ReactElement;
}

/** Up to so many rows are all there. */
const short = 100;

/** A list that scrolls with the panel around it; of a long one only the rows in view exist. */
export function LongList<T>(props: LongListProps<T>): ReactElement {
  const { items, keyOf, className, children } = props;
  if (items.length > short) return <VirtualRows {...props} />;
  return (
    <ul className={className}>
      {items.map((item) => (
        <li key={keyOf(item)}>{children(item)}</li>
      ))}
    </ul>
  );
}

function VirtualRows<T>({ items, keyOf, rowHeight, className, children }: LongListProps<T>): ReactElement {
  const list = useRef<HTMLUListElement>(null);
  const [place, setPlace] = useState<{ scroller: HTMLElement | null; top: number }>({ scroller: null, top: 0 });
  // After each drawing: what stands above it may have become higher.
  useLayoutEffect(() => {
    const scroller = findScroller(list.current);
    if (list.current === null || scroller === null) return;
    const { top: begin } = list.current.getBoundingClientRect();
    const top = begin - scroller.getBoundingClientRect().top + scroller.scrollTop;
    setPlace((before) => (before.scroller === scroller && before.top === top ? before : { scroller, top }));
  });
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => place.scroller,
    estimateSize: () => rowHeight,
    getItemKey: (index) => keyOf(items[index] as T),
    scrollMargin: place.top,
    overscan: 8,
  });
  return (
    <ul ref={list} className={className} style={{ position: "relative", flex: "none", height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map(({ index, key, start }) => (
        <li
          key={key}
          ref={rows.measureElement}
          data-index={index}
          aria-setsize={items.length}
          aria-posinset={index + 1}
          style={{ position: "absolute", insetInline: 0, transform: `translateY(${start - place.top}px)` }}
        >
          {children(items[index] as T)}
        </li>
      ))}
    </ul>
  );
}

/** What scrolls an element: the nearest one around it that can. */
function findScroller(element: HTMLElement | null): HTMLElement | null {
  let around = element?.parentElement ?? null;
  while (around !== null && !/auto|scroll/.test(getComputedStyle(around).overflowY)) around = around.parentElement;
  return around;
}
