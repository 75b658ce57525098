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
  private readonly cells = new Map<string, PlacedStep[]>();

  constructor(steps: readonly FlowStep[]) {
    this.all = steps.flatMap((step) =>
      step.at === undefined ? [] : [{ step, rect: { ...step.at, width: cardWidth, height: heightOfCard(step) } }],
    );
    for (const placed of this.all) {
      for (const key of cellsOf(placed.rect)) {
        const list = this.cells.get(key);
        if (list === undefined) this.cells.set(key, [placed]);
        else list.push(placed);
      }
    }
  }

  /** The card on top at a point. */
  at(point: Point): FlowStep | undefined {
    const found = this.cells.get(keyOf(point.x, point.y)) ?? [];
    return found.findLast(({ rect }) => contains(rect, point))?.step;
  }

  /** The cards that touch an area, in the order of the document. */
  within(area: Rect): PlacedStep[] {
    if ((area.width / cell) * (area.height / cell) > this.all.length) {
      return this.all.filter(({ rect }) => overlaps(rect, area));
    }
    const found = new Set<PlacedStep>();
    for (const key of cellsOf(area)) for (const placed of this.cells.get(key) ?? []) found.add(placed);
    return [...found].filter(({ rect }) => overlaps(rect, area));
  }
}

const indexes = new WeakMap<readonly FlowStep[], BoxIndex>();

/** The index of a flow; the same one as long as its steps are the same list. */
export function indexOf({ steps }: Flow): BoxIndex {
  const known = indexes.get(steps);
  if (known !== undefined) return known;
  const index = new BoxIndex(steps);
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
