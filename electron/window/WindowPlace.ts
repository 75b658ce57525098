import { readFileSync, writeFileSync } from "node:fs";

export interface WindowPlace {
  x?: number;
  y?: number;
  width: number;
  height: number;
  isMaximized: boolean;
}

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const firstPlace: WindowPlace = { width: 1360, height: 860, isMaximized: false };
const least = { width: 800, height: 560 };
/** So much of a window must be on a display, or nobody could take hold of it. */
const visible = 100;

/** Where the window was; the first place for a file that is not there, is broken, or names a display that is gone. */
export function readWindowPlace(file: string, displays: readonly Area[]): WindowPlace {
  const stored = readStored(file);
  if (stored === undefined) return firstPlace;
  const { x, y, isMaximized } = stored;
  const size = { width: Math.max(least.width, stored.width), height: Math.max(least.height, stored.height) };
  const isSeen =
    x !== undefined && y !== undefined && displays.some((display) => overlap({ x, y, ...size }, display) >= visible);
  return isSeen ? { x, y, ...size, isMaximized } : { ...size, isMaximized };
}

/** A place that cannot be kept is no reason to fail. */
export function writeWindowPlace(file: string, place: WindowPlace): void {
  try {
    writeFileSync(file, JSON.stringify(place));
  } catch {
    // The next start opens at the first place.
  }
}

function readStored(file: string): WindowPlace | undefined {
  try {
    const { x, y, width, height, isMaximized } = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    if (!isLength(width) || !isLength(height)) return undefined;
    const place = { width, height, isMaximized: isMaximized === true };
    return isLength(x) && isLength(y) ? { x, y, ...place } : place;
  } catch {
    return undefined;
  }
}

function isLength(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

/** The shorter side of what two areas share, in pixels. */
function overlap(a: Area, b: Area): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.min(width, height);
}
