import { createPart } from "./createPart.tsx";
import { stepsPlace } from "./stepsPlace.ts";
import { syncPacksPlace } from "./syncPacksPlace.ts";

/** The places of the program. Each is a file of its own that comes when the place is opened. */
export const editorPlace = createPart(async () => (await import("./EditorPage.tsx")).EditorPage);
export const applicationsPlace = createPart(async () => (await import("./ApplicationsPage.tsx")).ApplicationsPage);
export const sidePlace = createPart(async () => (await import("./SidePlace.tsx")).SidePlace);

/** Begins to load the place of an address, before it is known who works here. */
export function preloadPlace(address: string): void {
  const place = /^\/applications\//.test(address) ? editorPlace : address === "/" ? applicationsPlace : sidePlace;
  place.preload();
}

/** Loads the other places while the window has nothing to do, so that each opens at once. Returns what gives that up. */
export function preloadPlacesWhenIdle(): () => void {
  const waiting = [editorPlace, applicationsPlace, sidePlace, stepsPlace, syncPacksPlace];
  let handle = 0;
  const next = (): void => {
    waiting.shift()?.preload();
    if (waiting.length > 0) handle = requestIdleCallback(next);
  };
  handle = requestIdleCallback(next);
  return () => cancelIdleCallback(handle);
}
