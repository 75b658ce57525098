import { useState } from "react";
import { useWorkbench } from "../commands/WorkbenchContext.ts";
import type { LeftText } from "../state/session/createUnfinished.ts";

/** The text of a place that could not be stored yet: on screen, and kept for whoever goes elsewhere meanwhile. */
export interface UnfinishedText {
  left: LeftText | undefined;
  keep(left: LeftText): void;
  drop(): void;
}

export function useUnfinished(place: string): UnfinishedText {
  const { unfinished } = useWorkbench();
  const [left, setLeft] = useState(() => unfinished.read(place));
  const change = (next: LeftText | undefined): void => {
    setLeft(next);
    unfinished.keep(place, next);
  };
  return { left, keep: change, drop: () => change(undefined) };
}
