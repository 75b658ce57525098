import { type JsonValue, ownValue } from "../../base/json.ts";
import type { EditState } from "./EditState.ts";

/** Data that replaces the output of steps while a draft is tried out: typed JSON by step id. No part of the document. */
export type Pins = Readonly<Record<string, JsonValue>>;

/** Characters of the JSON of one pin. */
export const longestPin = 1_000_000;

/** What is pinned for a step; undefined = nothing. */
export function findPin({ pins }: EditState, step: string): JsonValue | undefined {
  return pins === undefined ? undefined : ownValue(pins, step);
}

/** The state with these pins and no others, but for those of steps that it does not have. */
export function withPins({ document, stepIds }: EditState, pins: Pins | undefined): EditState {
  const kept = Object.entries(pins ?? {}).filter(([step]) => stepIds.includes(step));
  return kept.length === 0 ? { document, stepIds } : { document, stepIds, pins: Object.fromEntries(kept) };
}
