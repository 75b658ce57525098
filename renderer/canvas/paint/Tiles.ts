import type { Rect } from "../../state/ports/CanvasPort.ts";

/** Where a picture lies: a point of the canvas is at `x + point * scale` pixels. */
export interface Placement {
  scale: number;
  x: number;
  y: number;
}

export interface TileView extends Placement {
  /** Size in pixels. */
  width: number;
  height: number;
}

/** A part of an image and where it goes on the screen, both in pixels. */
export interface Piece<Image> {
  image: Image;
  from: Rect;
  to: Rect;
}

export interface TileSource<Image> {
  /** Paints a part of the picture: so many pixels from the origin of the placement. */
  paint: (at: Placement, size: { width: number; height: number }) => Image;
  /** Gives back what an image holds: it is put nowhere any more. */
  drop: (image: Image) => void;
  /** What the picture fills, in canvas units. */
  bounds: Rect;
}

export interface TileWork {
  view: TileView;
  /** While the view still changes, nothing is begun that the next one would not need. */
  isMoving: boolean;
  /** Time is up: the rest is for the next frame. */
  isOver: () => boolean;
}

/** Width and height of a tile, in pixels. */
export const tileSize = 256;
/** The picture as a whole is at most so wide and high, in pixels. */
const overviewSize = 1024;

interface Range {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The tiles of one size of the picture, by column and row from the origin of the canvas. */
interface Level<Image> {
  at: Placement;
  tiles: Map<string, Image>;
}

/**
 * A picture that costs much to paint, kept in tiles: where the view only shifts, just what comes into view is painted. While
 * it is zoomed the tiles of before are stretched, with a small picture of the whole around them; once it rests it is painted
 * anew, some tiles per frame, and is exchanged when all of them are there.
 */
export class Tiles<Image> {
  private readonly source: TileSource<Image>;
  private readonly overview: Level<Image>;
  private readonly overviewRange: Range;
  private shown: Level<Image> | undefined;
  /** What of it was last in view, all of it painted. */
  private shownRange: Range = nothing;
  private next: Level<Image> | undefined;

  constructor(source: TileSource<Image>) {
    this.source = source;
    const { x, y, width, height } = source.bounds;
    const scale = overviewSize / Math.max(width, height, overviewSize);
    const at = { scale, x: -x * scale, y: -y * scale };
    this.overview = { at, tiles: new Map() };
    this.overviewRange = rangeOf(at, { ...at, width: width * scale, height: height * scale });
  }

  /** Paints what is missing, the most needed first. */
  work({ view, isMoving, isOver }: TileWork): { isDone: boolean; isChanged: boolean } {
    const level = this.levelFor(view, isMoving);
    if (level === undefined) return { isDone: false, isChanged: this.fill(this.overview, this.overviewRange, isOver) };
    const range = rangeOf(level.at, view);
    const isNew = level !== this.shown;
    const painted = this.fill(level, range, isOver);
    if (!isWhole(level, range)) return { isDone: false, isChanged: painted && !isNew };
    if (isNew) {
      this.drop(this.shown);
      this.shown = level;
      this.next = undefined;
    }
    this.shownRange = range;
    const ring = grow(range, 1);
    this.fill(this.overview, this.overviewRange, isOver);
    this.fill(level, ring, isOver);
    this.forget(level, range);
    return { isDone: isWhole(level, ring), isChanged: isNew || painted };
  }

  /** The picture for a view as far as it was painted; undefined before there is one without gaps. */
  pieces(view: TileView): Piece<Image>[] | undefined {
    const { shown, overview } = this;
    if (shown === undefined && !isWhole(overview, this.overviewRange)) return undefined;
    const whole = { x: 0, y: 0, width: view.width, height: view.height };
    const around = (area: Rect): Piece<Image>[] => cut({ level: overview, view, area, range: this.overviewRange });
    if (shown === undefined) return around(whole);
    const isSameScale = shown.at.scale === view.scale;
    const range = isSameScale ? rangeOf(shown.at, view) : this.shownRange;
    const area = boundsIn({ level: shown, view, range });
    return [
      ...without(whole, area).flatMap(around),
      ...cut({ level: shown, view, area: whole, range, instead: around }),
    ];
  }

  /** Gives back all that it holds; it is used no more. */
  dispose(): void {
    for (const level of [this.overview, this.shown, this.next]) this.drop(level);
  }

  private drop(level: Level<Image> | undefined): void {
    for (const image of level?.tiles.values() ?? []) this.source.drop(image);
    level?.tiles.clear();
  }

  /** Gives up what is far out of view, once that is much. */
  private forget({ tiles }: Level<Image>, range: Range): void {
    const inView = (range.right - range.left + 1) * (range.bottom - range.top + 1);
    if (tiles.size <= 4 * inView + 64) return;
    const near = new Set([...tilesIn(grow(range, 2))].map(({ key }) => key));
    for (const [key, image] of tiles) {
      if (near.has(key)) continue;
      tiles.delete(key);
      this.source.drop(image);
    }
  }

  /** The level that a view needs: the shown one while the view only shifts. undefined = none before it rests. */
  private levelFor(view: TileView, isMoving: boolean): Level<Image> | undefined {
    const { shown, next } = this;
    if (shown !== undefined && fits(shown.at, view, isMoving)) return shown;
    if (isMoving && (shown === undefined || isNear(shown.at, view, mostStretched))) return undefined;
    if (next !== undefined && (isMoving ? isNear(next.at, view, 1.5) : fits(next.at, view, false))) return next;
    this.drop(next);
    this.next = { at: { scale: view.scale, x: view.x, y: view.y }, tiles: new Map() };
    return this.next;
  }

  /** Whether a tile was painted. */
  private fill(level: Level<Image>, range: Range, isOver: () => boolean): boolean {
    let isChanged = false;
    for (const { key, column, row } of tilesIn(range)) {
      if (level.tiles.has(key)) continue;
      if (isOver()) return isChanged;
      const { scale, x, y } = level.at;
      const at = { scale, x: x - column * tileSize, y: y - row * tileSize };
      level.tiles.set(key, this.source.paint(at, { width: tileSize, height: tileSize }));
      isChanged = true;
    }
    return isChanged;
  }
}

/** A long zoom gets a new picture on its way when the one of before would be stretched by more. */
const mostStretched = 2;

function isNear(at: Placement, { scale }: Placement, most: number): boolean {
  return at.scale / scale <= most && scale / at.scale <= most;
}

const nothing: Range = { left: 0, top: 0, right: -1, bottom: -1 };

/** Whether the pixels of a level are those of a view, but for a shift of whole ones; while it moves, of any. */
function fits(at: Placement, view: Placement, isMoving: boolean): boolean {
  const isWholeShift = (shift: number): boolean => Math.abs(shift - Math.round(shift)) < 0.02;
  return at.scale === view.scale && (isMoving || (isWholeShift(view.x - at.x) && isWholeShift(view.y - at.y)));
}

/** The tiles that a view shows. Columns and rows are counted from the corner of the view in which the level was begun. */
function rangeOf(at: Placement, view: TileView): Range {
  const { ratio, x, y } = shiftOf(at, view);
  const side = tileSize * ratio;
  const [left, top] = [-Math.round(x), -Math.round(y)];
  return {
    left: Math.floor(left / side),
    top: Math.floor(top / side),
    right: Math.ceil((left + view.width) / side) - 1,
    bottom: Math.ceil((top + view.height) / side) - 1,
  };
}

function grow({ left, top, right, bottom }: Range, by: number): Range {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

function* tilesIn({ left, top, right, bottom }: Range): Generator<{ key: string; column: number; row: number }> {
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) yield { key: `${column}:${row}`, column, row };
  }
}

function isWhole<Image>({ tiles }: Level<Image>, range: Range): boolean {
  for (const { key } of tilesIn(range)) if (!tiles.has(key)) return false;
  return true;
}

interface Cut<Image> {
  level: Level<Image>;
  view: TileView;
  /** Pixels of the view that may be covered. */
  area: Rect;
  range: Range;
  /** What covers the place of a tile that is missing. */
  instead?: (area: Rect) => Piece<Image>[];
}

/** The tiles of a range that lie in an area. All edges are whole pixels, so that no seam is seen between them. */
function cut<Image>({ level, view, area, range, instead }: Cut<Image>): Piece<Image>[] {
  const shift = shiftOf(level.at, view);
  const pieces: Piece<Image>[] = [];
  for (const { key, column, row } of tilesIn(range)) {
    const place = placeOf({ shift, column, row });
    const to = common(place, area);
    if (to === undefined) continue;
    const image = level.tiles.get(key);
    if (image === undefined) pieces.push(...(instead?.(to) ?? []));
    else {
      const [across, down] = [tileSize / place.width, tileSize / place.height];
      const from = {
        x: (to.x - place.x) * across,
        y: (to.y - place.y) * down,
        width: to.width * across,
        height: to.height * down,
      };
      pieces.push({ image, from, to });
    }
  }
  return pieces;
}

interface Shift {
  /** Pixels of the screen that a pixel of the level takes. */
  ratio: number;
  x: number;
  y: number;
}

function shiftOf(at: Placement, view: TileView): Shift {
  const ratio = view.scale / at.scale;
  return { ratio, x: view.x - at.x * ratio, y: view.y - at.y * ratio };
}

function placeOf({ shift, column, row }: { shift: Shift; column: number; row: number }): Rect {
  const { ratio, x, y } = shift;
  const side = tileSize * ratio;
  const [left, top] = [Math.round(x + column * side), Math.round(y + row * side)];
  return {
    x: left,
    y: top,
    width: Math.round(x + (column + 1) * side) - left,
    height: Math.round(y + (row + 1) * side) - top,
  };
}

/** Where the tiles of a range lie in a view, all of them together. */
function boundsIn<Image>({ level, view, range }: { level: Level<Image>; view: TileView; range: Range }): Rect {
  const shift = shiftOf(level.at, view);
  const { x, y } = placeOf({ shift, column: range.left, row: range.top });
  const last = placeOf({ shift, column: range.right, row: range.bottom });
  return { x, y, width: last.x + last.width - x, height: last.y + last.height - y };
}

function common(a: Rect, b: Rect): Rect | undefined {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** What is left of an area without a part of it: above, below, left, right. */
function without(area: Rect, part: Rect): Rect[] {
  const inner = common(area, part);
  if (inner === undefined) return [area];
  const [right, bottom] = [inner.x + inner.width, inner.y + inner.height];
  const { x, y, width, height } = area;
  return [
    { x, y, width, height: inner.y - y },
    { x, y: bottom, width, height: y + height - bottom },
    { x, y: inner.y, width: inner.x - x, height: inner.height },
    { x: right, y: inner.y, width: x + width - right, height: inner.height },
  ].filter((rest) => rest.width > 0 && rest.height > 0);
}
