import { isJsonObject, type JsonObject, ownValue, parseJson } from "../../../core/base/json.ts";
import type { TextStorage } from "../code/createShelf.ts";
import type { Viewport } from "../ports/CanvasPort.ts";

/** Where somebody looked at an application last, in this browser. */
export interface ViewMemory {
  read(): Viewport | undefined;
  keep(view: Viewport): void;
}

const key = "sluice.views";
/** So many applications are remembered, those looked at last. */
const most = 50;

export function createViewMemory(storage: TextStorage, application: string): ViewMemory {
  const readAll = (): JsonObject => {
    const parsed = parseJson(storage.getItem(key) ?? "{}");
    return parsed.ok && isJsonObject(parsed.value) ? parsed.value : {};
  };
  return {
    read() {
      const view = ownValue(readAll(), application);
      if (!isJsonObject(view)) return undefined;
      const [x, y, zoom] = [ownValue(view, "x"), ownValue(view, "y"), ownValue(view, "zoom")];
      const isView = typeof x === "number" && typeof y === "number" && typeof zoom === "number" && zoom > 0;
      return isView ? { x, y, zoom } : undefined;
    },
    keep({ x, y, zoom }) {
      const others = Object.entries(readAll()).filter(([name]) => name !== application);
      const kept = [...others.slice(1 - most), [application, { x, y, zoom }] as const];
      storage.setItem(key, JSON.stringify(Object.fromEntries(kept)));
    },
  };
}
