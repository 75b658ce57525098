import { isJsonEqual, ownValue } from "../../base/json.ts";
import { isSluiceError } from "../../base/SluiceError.ts";
import type { EditOperation } from "../../model/operations/EditOperation.ts";
import type { EditState } from "../../model/operations/EditState.ts";
import { type AppliedGesture, applyGesture } from "./applyGesture.ts";

/** What was done without a person asking for it, and what takes it back. */
export interface SilentLine {
  operations: readonly EditOperation[];
  inverse: readonly EditOperation[];
}

/**
 * Takes a gesture back. What was done silently since, oldest first, never stands in the way of a person: where it does, it
 * is taken back too, and all of it but a layout is done again, for a window finds a layout anew when one is missing.
 * Throws `edit_does_not_apply`, with what keeps the gesture from being taken back.
 */
export function applyRevert(
  start: EditState,
  { inverse, listSilent }: { inverse: readonly EditOperation[]; listSilent: () => readonly SilentLine[] },
): AppliedGesture {
  try {
    return applyGesture(start, inverse);
  } catch (error) {
    const applied = isRefusal(error) ? applyBehind(start, { inverse, silent: listSilent() }) : undefined;
    if (applied === undefined) throw error;
    return applied;
  }
}

function applyBehind(
  start: EditState,
  { inverse, silent }: { inverse: readonly EditOperation[]; silent: readonly SilentLine[] },
): AppliedGesture | undefined {
  let done: AppliedGesture = { state: start, operations: [], inverse: [] };
  const again: SilentLine[] = [];
  for (const line of silent.toReversed()) {
    const next = tryAfter(done, line.inverse);
    if (next === undefined) continue;
    if (isSameLayout(done.state, next.state)) again.unshift(line);
    done = next;
  }
  const reverted = tryAfter(done, inverse);
  return again.reduce<AppliedGesture | undefined>((all, line) => all && tryAfter(all, line.operations), reverted);
}

/** Both as one; undefined when the operations do not fit. */
function tryAfter(done: AppliedGesture, operations: readonly EditOperation[]): AppliedGesture | undefined {
  try {
    const next = applyGesture(done.state, operations);
    return {
      state: next.state,
      operations: [...done.operations, ...next.operations],
      inverse: [...next.inverse, ...done.inverse],
    };
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  return isSluiceError(error, "edit_does_not_apply");
}

function isSameLayout(a: EditState, b: EditState): boolean {
  return isJsonEqual(ownValue(a.document, "layout"), ownValue(b.document, "layout"));
}
