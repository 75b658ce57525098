import { describe, expect, test } from "vitest";
import { drawnEdgesOf } from "../../../renderer/canvas/edges/drawnEdges.ts";
import { curveBetween, pointOn, splitCurve } from "../../../renderer/canvas/edges/edgeCurve.ts";
import { type Piece, type Placement, Tiles, type TileView, tileSize } from "../../../renderer/canvas/paint/Tiles.ts";
import { readFlow } from "../../../renderer/state/flow/readFlow.ts";
import type { Rect } from "../../../renderer/state/ports/CanvasPort.ts";
import { buildEditState } from "../support/buildEditState.ts";

/** A picture of which each tile knows where it was painted. */
function createTiles(): { tiles: Tiles<Placement>; painted: Placement[]; held: Set<Placement> } {
  const painted: Placement[] = [];
  const held = new Set<Placement>();
  const tiles = new Tiles<Placement>({
    bounds: { x: 0, y: 0, width: 8192, height: 4096 },
    paint(at) {
      painted.push(at);
      held.add(at);
      return at;
    },
    drop(at) {
      if (!held.delete(at)) throw new Error("It was given back before");
    },
  });
  return { tiles, painted, held };
}

const view: TileView = { scale: 1, x: -300, y: -200, width: 1000, height: 700 };
const inTime = (): boolean => false;

/** Paints all that a resting view needs. */
function settle(tiles: Tiles<Placement>, at: TileView): void {
  while (!tiles.work({ view: at, isMoving: false, isOver: inTime }).isDone);
}

/** How many pieces lie on each pixel of a view, as the least and the most, looked at every few pixels. */
function coverage({ width, height }: TileView, pieces: readonly Piece<Placement>[]): [number, number] {
  const counts: number[] = [];
  const holds = ({ x, y, width: w, height: h }: Rect, px: number, py: number): boolean =>
    px >= x && px < x + w && py >= y && py < y + h;
  for (let y = 0; y < height; y += 7)
    for (let x = 0; x < width; x += 7) counts.push(pieces.filter(({ to }) => holds(to, x, y)).length);
  return [Math.min(...counts), Math.max(...counts)];
}

/** How far the pieces put points of the canvas from where the view has them, in pixels. */
function offset({ scale, x, y }: TileView, pieces: readonly Piece<Placement>[]): number {
  const distances = pieces.map(({ image, from, to }) => {
    const point = { x: (from.x - image.x) / image.scale, y: (from.y - image.y) / image.scale };
    return Math.max(Math.abs(point.x * scale + x - to.x), Math.abs(point.y * scale + y - to.y));
  });
  return Math.max(...distances);
}

describe("a picture in tiles", () => {
  test("is there once all tiles in view are painted, sharp and without gap or overlap", () => {
    const { tiles, painted } = createTiles();
    expect(tiles.pieces(view)).toBeUndefined();
    settle(tiles, view);
    const pieces = tiles.pieces(view) ?? [];
    expect(coverage(view, pieces)).toEqual([1, 1]);
    expect(offset(view, pieces)).toBe(0);
    expect(pieces.every(({ image, from, to }) => image.scale === 1 && from.width === to.width)).toBe(true);
    const before = painted.length;
    settle(tiles, view);
    expect(painted).toHaveLength(before);
  });

  test("paints no more than there is time for, and shows nothing of a new size before all of it is there", () => {
    const { tiles, painted } = createTiles();
    settle(tiles, view);
    const near = { ...view, scale: 1.5 };
    const before = painted.length;
    let isChanged = false;
    for (let frames = 0; !isChanged; frames += 1) {
      let tilesLeft = 2;
      isChanged = tiles.work({ view: near, isMoving: false, isOver: () => tilesLeft-- === 0 }).isChanged;
      const sizes = new Set((tiles.pieces(near) ?? []).map(({ image }) => image.scale));
      if (isChanged) expect(sizes).toEqual(new Set([1.5]));
      else expect(sizes).not.toContain(1.5);
      expect(painted.length - before).toBeLessThanOrEqual(2 * (frames + 1));
    }
  });

  test("paints only what comes into view while the view shifts, and that ahead of time", () => {
    const { tiles, painted } = createTiles();
    settle(tiles, view);
    const before = painted.length;
    const shifted = { ...view, x: view.x - tileSize };
    const { isChanged } = tiles.work({ view: shifted, isMoving: true, isOver: () => true });
    expect([isChanged, painted.length]).toEqual([false, before]);
    expect(coverage(shifted, tiles.pieces(shifted) ?? [])).toEqual([1, 1]);
    settle(tiles, shifted);
    expect(painted.length - before).toBeLessThanOrEqual(Math.ceil(view.height / tileSize) + 3);
    expect(painted.slice(before).every(({ scale }) => scale === 1)).toBe(true);
  });

  test("covers the view while it is zoomed, each point within a pixel of its place, and paints nothing for it", () => {
    const { tiles, painted } = createTiles();
    settle(tiles, view);
    const before = painted.length;
    for (const scale of [0.9, 0.7, 1.3, 1.9]) {
      const zoomed = { ...view, scale, x: 500.4 - 800 * scale, y: 350 - 550 * scale };
      tiles.work({ view: zoomed, isMoving: true, isOver: inTime });
      const pieces = tiles.pieces(zoomed) ?? [];
      expect(coverage(zoomed, pieces)).toEqual([1, 1]);
      expect(offset(zoomed, pieces)).toBeLessThan(1);
      // Where no tile is lies the small picture of all of it.
      expect(pieces.some(({ image }) => image.scale < 0.5)).toBe(scale < 1);
    }
    expect(painted).toHaveLength(before);
  });

  test("gets a new picture on the way of a long zoom", () => {
    const { tiles, painted } = createTiles();
    settle(tiles, view);
    const before = painted.length;
    const far = { ...view, scale: 0.3 };
    tiles.work({ view: far, isMoving: true, isOver: inTime });
    expect(new Set(painted.slice(before).map(({ scale }) => scale))).toEqual(new Set([0.3]));
    expect((tiles.pieces(far) ?? []).every(({ image }) => image.scale === 0.3)).toBe(true);
  });

  test("is painted anew for a rest between two pixels, where the shifted one would not be sharp", () => {
    const { tiles } = createTiles();
    settle(tiles, view);
    const between = { ...view, x: view.x + 10.4 };
    tiles.work({ view: between, isMoving: true, isOver: inTime });
    expect(offset(between, tiles.pieces(between) ?? [])).toBeCloseTo(0.4);
    settle(tiles, between);
    expect(offset(between, tiles.pieces(between) ?? [])).toBeCloseTo(0);
  });

  test("gives back what it no longer shows, each once, and all in the end", () => {
    const { tiles, painted, held } = createTiles();
    settle(tiles, view);
    for (const scale of [2, 4, 1]) settle(tiles, { ...view, scale });
    for (const x of [-2000, -4000, -6000]) settle(tiles, { ...view, x });
    const before = held.size;
    expect(before).toBeLessThan(painted.length);
    for (const { image } of tiles.pieces({ ...view, x: -6000 }) ?? []) expect(held).toContain(image);
    tiles.dispose();
    expect(held.size).toBe(0);
  });

  test("keeps no more of it than lies around the view", () => {
    const { tiles, painted } = createTiles();
    settle(tiles, view);
    for (let x = 0; x < 40; x += 1) settle(tiles, { ...view, x: -x * tileSize });
    const before = painted.length;
    settle(tiles, view);
    expect(painted.length).toBeGreaterThan(before);
  });
});

test("the parts of a curve are the curve, one after the other", () => {
  const curve = curveBetween({ x: 0, y: 0 }, { x: 900, y: 400 }, false);
  const parts = splitCurve(curve, 8);
  expect(parts).toHaveLength(8);
  for (const [index, part] of parts.entries()) {
    expect(part[3]).toBe(parts[index + 1]?.[0] ?? curve[3]);
    const [here, there] = [pointOn(part, 0.5), pointOn(curve, (index + 0.5) / 8)];
    expect(Math.hypot(here.x - there.x, here.y - there.y)).toBeLessThan(1e-6);
  }
});

test("edges are the same list for a flow in which only values changed, and another when a card moved", () => {
  const layoutAt = (x: number): object => ({
    layout: {
      version: 1,
      steps: [
        { id: "id-a", step: "a", x, y: 0 },
        { id: "id-b", step: "b", x: 400, y: 0 },
      ],
    },
  });
  const stateAt = (x: number): ReturnType<typeof buildEditState> =>
    buildEditState({ a: { output_to: ["b"] }, b: {} }, layoutAt(x) as never);
  const flow = readFlow({ state: stateAt(0), manifests: () => undefined });
  const edges = drawnEdgesOf(flow);
  const typed = { ...flow, steps: flow.steps.map((step) => ({ ...step, entry: { message: "new" } })) };
  expect(drawnEdgesOf(typed)).toBe(edges);
  const moved = { ...flow, steps: flow.steps.map((step) => ({ ...step, at: { x: 8, y: 8 } })) };
  expect(drawnEdgesOf(moved)).not.toBe(edges);
});
