import { cardWidth, heightOfCard } from "../../state/flow/cardSize.ts";
import type { Flow, FlowStep } from "../../state/flow/Flow.ts";
import type { Point, Rect } from "../../state/ports/CanvasPort.ts";

const cell = 512;

export interface PlacedStep {
  step: FlowStep;
  rect: Rect;
}

/** Finds the cards at a point or in an area without looking at all of them. Made once for each flow. */
export class BoxIndex {
  readonly all: readonly PlacedStep[];
  /** Positions in `all`. */
  private readonly cells: ReadonlyMap<string, readonly number[]>;

  /** `before`: its cells are taken over when all cards lie where they did. */
  constructor(steps: readonly FlowStep[], before?: BoxIndex) {
    this.all = steps.flatMap((step) => (step.at === undefined ? [] : [{ step, rect: rectOf(step, step.at) }]));
    this.cells = before !== undefined && isSamePlaces(this.all, before.all) ? before.cells : toCells(this.all);
  }

  /** The card on top at a point. */
  at(point: Point): FlowStep | undefined {
    const found = this.cells.get(keyOf(point.x, point.y)) ?? [];
    const position = found.findLast((one) => contains(this.rect(one), point));
    return position === undefined ? undefined : this.all[position]?.step;
  }

  /** The cards that touch an area, in the order of the document. */
  within(area: Rect): PlacedStep[] {
    if ((area.width / cell) * (area.height / cell) > this.all.length) {
      return this.all.filter(({ rect }) => overlaps(rect, area));
    }
    const found = new Set<number>();
    for (const key of cellsOf(area)) for (const position of this.cells.get(key) ?? []) found.add(position);
    return [...found].flatMap((position) => this.all[position] ?? []).filter(({ rect }) => overlaps(rect, area));
  }

  private rect(position: number): Rect {
    return this.all[position]?.rect ?? nowhere;
  }
}

const nowhere: Rect = { x: Number.NaN, y: Number.NaN, width: 0, height: 0 };

function rectOf(step: FlowStep, at: Point): Rect {
  return { ...at, width: cardWidth, height: heightOfCard(step) };
}

function isSamePlaces(a: readonly PlacedStep[], b: readonly PlacedStep[]): boolean {
  return a.length === b.length && a.every((placed, index) => isSameRect(placed.rect, b[index]?.rect ?? nowhere));
}

function isSameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.height === b.height;
}

function toCells(all: readonly PlacedStep[]): Map<string, number[]> {
  const cells = new Map<string, number[]>();
  for (const [position, { rect }] of all.entries()) {
    for (const key of cellsOf(rect)) {
      const list = cells.get(key);
      if (list === undefined) cells.set(key, [position]);
      else list.push(position);
    }
  }
  return cells;
}

const indexes = new WeakMap<readonly FlowStep[], BoxIndex>();
let last: BoxIndex | undefined;

/** The index of a flow; the same one as long as its steps are the same list. */
export function indexOf({ steps }: Flow): BoxIndex {
  const known = indexes.get(steps);
  if (known !== undefined) return known;
  const index = new BoxIndex(steps, last);
  last = index;
  indexes.set(steps, index);
  return index;
}

export function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

export function contains(rect: Rect, { x, y }: Point): boolean {
  return x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height;
}

function cellsOf({ x, y, width, height }: Rect): string[] {
  const keys: string[] = [];
  for (let column = Math.floor(x / cell); column <= Math.floor((x + width) / cell); column += 1) {
    for (let row = Math.floor(y / cell); row <= Math.floor((y + height) / cell); row += 1)
      keys.push(`${column}:${row}`);
  }
  return keys;
}

function keyOf(x: number, y: number): string {
  return `${Math.floor(x / cell)}:${Math.floor(y / cell)}`;
}
