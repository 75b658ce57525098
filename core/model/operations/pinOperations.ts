import type { Edit } from "./Edit.ts";
import type { PinOperation } from "./EditOperation.ts";
import { getStepEntry, refuse } from "./EditState.ts";
import { longestPin } from "./Pins.ts";

export function applyPinOperation(edit: Edit, { step, value }: PinOperation): void {
  getStepEntry(edit.state, step);
  if (value !== undefined && JSON.stringify(value).length > longestPin) {
    throw refuse("Pinned data may have a million characters at most. Pin a part of it.", { step });
  }
  edit.setPin(step, value);
}
