import type { StoreApi } from "zustand/vanilla";
import { isJsonObject, parseJson } from "../../../core/base/json.ts";
import type { Replacement } from "../refactor/everywhere.ts";
import type { Unfinished } from "./createUnfinished.ts";
import type { SessionState } from "./SessionState.ts";

const place = "replacement";

/**
 * Keeps the last replacement everywhere, so that it can be taken back after a reload as well. `kept` belongs to one window:
 * each takes back only what it did itself.
 */
export function keepReplacement(store: StoreApi<SessionState>, kept: Unfinished): void {
  const parsed = parseJson(kept.read(place)?.text ?? "");
  if (parsed.ok && isJsonObject(parsed.value)) store.setState({ replaced: parsed.value as unknown as Replacement });
  store.subscribe(({ replaced }, before) => {
    if (replaced === before.replaced) return;
    kept.keep(place, replaced && { text: JSON.stringify(replaced), over: "" });
  });
}
