import type { StoreApi } from "zustand/vanilla";
import { isJsonObject, type JsonObject, ownValue, parseJson } from "../../../core/base/json.ts";
import type { TextStorage } from "../code/createShelf.ts";
import { bottomTabs, dataModes, type SessionState, stepTabs } from "./SessionState.ts";

/** How a person arranged the window, which is the same for all applications. */
export type Workspace = Pick<SessionState, (typeof switches)[number] | keyof typeof choices | "sizes">;

const key = "sluice.workspace";
const switches = ["registry", "stepPanel", "bottomPanel", "minimap", "letterKeys", "parametersJson"] as const;
const choices = { stepTab: stepTabs, dataMode: dataModes, bottomTab: bottomTabs } as const;
const panels = ["registry", "step", "bottom"] as const;

/** Sizes of the panels in pixels, until a person moves their borders. */
export const startSizes: SessionState["sizes"] = { registry: 232, step: 400, bottom: 220 };

/** How the window was arranged last; what cannot be read is left out. */
export function readWorkspace(storage: TextStorage): Partial<Workspace> {
  const parsed = parseJson(storage.getItem(key) ?? "{}");
  const given = parsed.ok && isJsonObject(parsed.value) ? parsed.value : {};
  const read = <K extends string>(names: readonly K[], isWanted: (name: K, value: unknown) => boolean) =>
    names.flatMap((name) => {
      const value = ownValue(given, name);
      return isWanted(name, value) ? [[name, value]] : [];
    });
  const choiceNames = Object.keys(choices) as (keyof typeof choices)[];
  return {
    ...Object.fromEntries(read(switches, (_name, value) => typeof value === "boolean")),
    ...Object.fromEntries(read(choiceNames, (name, value) => (choices[name] as readonly unknown[]).includes(value))),
    sizes: readSizes(given),
  };
}

/** Writes down how the window is arranged, whenever that changes. */
export function keepWorkspace(store: StoreApi<SessionState>, storage: TextStorage): void {
  store.subscribe((state, before) => {
    const names = [...switches, ...(Object.keys(choices) as (keyof typeof choices)[]), "sizes"] as const;
    if (names.every((name) => state[name] === before[name])) return;
    storage.setItem(key, JSON.stringify(Object.fromEntries(names.map((name) => [name, state[name]]))));
  });
}

function readSizes(given: JsonObject): SessionState["sizes"] {
  const sizes = ownValue(given, "sizes");
  if (!isJsonObject(sizes)) return startSizes;
  const read = (name: (typeof panels)[number]): number => {
    const size = ownValue(sizes, name);
    return typeof size === "number" && size > 0 ? size : startSizes[name];
  };
  return { registry: read("registry"), step: read("step"), bottom: read("bottom") };
}
