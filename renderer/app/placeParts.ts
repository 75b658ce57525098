import type { QueryClient } from "@tanstack/react-query";
import { createPart } from "./createPart.tsx";
import { stepsPlace } from "./stepsPlace.ts";
import { syncPacksPlace } from "./syncPacksPlace.ts";

/** The places of the program. Each is a file of its own that comes when the place is opened. */
export const editorPlace = createPart(async () => (await import("./EditorPage.tsx")).EditorPage);
export const applicationsPlace = createPart(async () => (await import("./ApplicationsPage.tsx")).ApplicationsPage);
export const sidePlace = createPart(async () => (await import("./SidePlace.tsx")).SidePlace);

export const placeKeys = createPart(async () => (await import("./PlaceKeys.tsx")).PlaceKeys);

/** Begins to load the place of an address, before it is known who works here. Resolves when it is there, or cannot be had. */
export function preloadPlace(address: string): Promise<void> {
  const place = /^\/applications\//.test(address) ? editorPlace : address === "/" ? applicationsPlace : sidePlace;
  return place.preload();
}

/** How long the window has asked for nothing before it loads what nobody waits for, ms. */
const stillMs = 500;

/**
 * Loads the other places while the window has nothing to do, so that each opens at once: not before the place that is shown has
 * all it asked for. Returns what gives that up.
 */
export function preloadPlacesWhenIdle(queries: Pick<QueryClient, "isFetching">): () => void {
  const waiting = [editorPlace, applicationsPlace, sidePlace, stepsPlace, syncPacksPlace];
  let handle = 0;
  let timer = 0;
  const next = (): void => {
    void waiting.shift()?.preload();
    if (waiting.length > 0) handle = requestIdleCallback(next);
  };
  const wait = (): void => {
    timer = window.setTimeout(() => {
      if (queries.isFetching() > 0) wait();
      else handle = requestIdleCallback(next);
    }, stillMs);
  };
  wait();
  return () => {
    clearTimeout(timer);
    cancelIdleCallback(handle);
  };
}
