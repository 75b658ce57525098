import { useEffect, useRef, useState } from "react";

/** So many new elements come with one picture, so that none takes long. */
const mostNew = 32;

export interface Gradually<T> {
  items: T[];
  /** All of them are there. */
  isWhole: boolean;
}

/** The elements of a list that are there by now: those that were, and of new ones some more with each picture. */
export function useGradually<T extends { id: string }>(list: T[]): Gradually<T> {
  const shown = useRef<ReadonlySet<string>>(new Set());
  const [, draw] = useState(0);
  const next = takeSome(list, shown.current);
  useEffect(() => {
    shown.current = new Set(next.items.map(({ id }) => id));
    if (next.isWhole) return undefined;
    const frame = requestAnimationFrame(() => draw((count) => count + 1));
    return () => cancelAnimationFrame(frame);
  });
  return next;
}

/** The known items of a list and as many new ones as may come at once; the list itself when that is all. */
export function takeSome<T extends { id: string }>(list: T[], known: ReadonlySet<string>): Gradually<T> {
  let fresh = 0;
  const items = list.filter(({ id }) => {
    if (known.has(id)) return true;
    fresh += 1;
    return fresh <= mostNew;
  });
  return fresh <= mostNew ? { items: list, isWhole: true } : { items, isWhole: false };
}
