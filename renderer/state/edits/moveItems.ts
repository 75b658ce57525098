import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import { cardWidth, columnGap, heightOfCard, rowGap, snap } from "../flow/cardSize.ts";
import type { Flow, FlowNote } from "../flow/Flow.ts";
import { groupTreeOf } from "../flow/GroupTree.ts";
import type { Point, Rect } from "../ports/CanvasPort.ts";
import type { Selection } from "../session/SessionState.ts";

/** A card or note that can be moved. */
export interface Box extends Rect {
  id: string;
  kind: "step" | "note";
}

/** What is to be moved of a flow. */
export interface BoxesOfFlow {
  flow: Flow;
  boxes: readonly Box[];
}

/** Cards and notes of a selection, those of selected groups included. */
export function listBoxes(flow: Flow, selection: Pick<Selection, "steps" | "notes" | "groups">): Box[] {
  const tree = groupTreeOf(flow);
  const steps = new Set([...selection.steps, ...[...selection.groups].flatMap((id) => [...tree.stepsIn(id)])]);
  const cards = flow.steps.flatMap((step): Box[] => {
    if (!steps.has(step.id) || step.at === undefined) return [];
    return [{ id: step.id, kind: "step", ...step.at, width: cardWidth, height: heightOfCard(step) }];
  });
  const notes = flow.notes.filter(({ id }) => selection.notes.has(id));
  return [...cards, ...notes.map(({ id, x, y, width, height }): Box => ({ id, kind: "note", x, y, width, height }))];
}

/** All cards and notes of a flow. */
export function listAllBoxes(flow: Flow): Box[] {
  return listBoxes(flow, {
    steps: new Set(flow.byId.keys()),
    notes: new Set(flow.notes.map(({ id }) => id)),
    groups: new Set(),
  });
}

/** A flow and what is moved of it, by id. */
export interface Following {
  flow: Flow;
  boxes: readonly { id: string }[];
}

/** The notes that go where their steps go, without those that are moved themselves. */
export function listFollowers({ flow, boxes }: Following): FlowNote[] {
  const ids = new Set(boxes.map(({ id }) => id));
  return flow.notes.filter(({ id, step }) => step !== undefined && ids.has(step) && !ids.has(id));
}

/** The operations that put boxes to new places, and notes on steps along; those that do not move need none. */
export function moveBoxes({ flow, boxes }: BoxesOfFlow, to: (box: Box) => Point): EditOperation[] {
  const positions: { step: string; x: number; y: number }[] = [];
  const notes: EditOperation[] = [];
  for (const box of boxes) {
    const target = to(box);
    const [x, y] = [snap(target.x), snap(target.y)];
    if (x === box.x && y === box.y) continue;
    if (box.kind === "step") positions.push({ step: box.id, x, y });
    else notes.push(...placeNote(box, { x, y }));
  }
  const followers = followNotes({ flow, boxes }, new Map(positions.map((position) => [position.step, position])));
  return [...(positions.length === 0 ? [] : [{ op: "moveSteps", positions } as const]), ...notes, ...followers];
}

/** The operations that put notes on steps where their steps go; `places` are those of the steps that move, by id. */
export function followNotes({ flow, boxes }: Following, places: ReadonlyMap<string, Point>): EditOperation[] {
  return listFollowers({ flow, boxes }).flatMap((note) => {
    const [from, to] = [flow.byId.get(note.step ?? "")?.at, places.get(note.step ?? "")];
    if (from === undefined || to === undefined) return [];
    return placeNote(note, { x: note.x + to.x - from.x, y: note.y + to.y - from.y });
  });
}

function placeNote(note: { id: string } & Point, { x, y }: Point): EditOperation[] {
  const set = (key: "x" | "y", value: number): EditOperation[] =>
    value === note[key] ? [] : [{ op: "setNote", id: note.id, key, value }];
  return [...set("x", x), ...set("y", y)];
}

export type Alignment = "left" | "centre" | "right" | "top" | "middle" | "bottom";

/** Puts boxes on one line: a border or the middle of all of them together. */
export function alignBoxes({ flow, boxes }: BoxesOfFlow, alignment: Alignment): EditOperation[] {
  const { x, y, width, height } = boundsOf(boxes);
  return moveBoxes({ flow, boxes }, (box) => {
    if (alignment === "left") return { x, y: box.y };
    if (alignment === "centre") return { x: x + (width - box.width) / 2, y: box.y };
    if (alignment === "right") return { x: x + width - box.width, y: box.y };
    if (alignment === "top") return { x: box.x, y };
    if (alignment === "middle") return { x: box.x, y: y + (height - box.height) / 2 };
    return { x: box.x, y: y + height - box.height };
  });
}

/** Makes the gaps between boxes equal; the first and the last stay, unless there is too little room between them. */
export function distributeBoxes({ flow, boxes }: BoxesOfFlow, axis: "x" | "y"): EditOperation[] {
  const size = axis === "x" ? "width" : "height";
  const sorted = [...boxes].sort((a, b) => a[axis] - b[axis]);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined || sorted.length < 3) return [];
  const taken = sorted.reduce((sum, box) => sum + box[size], 0);
  const room = (last[axis] + last[size] - first[axis] - taken) / (sorted.length - 1);
  const gap = room >= 0 ? room : axis === "x" ? columnGap : rowGap;
  const places = new Map<Box, number>();
  let at = first[axis];
  for (const box of sorted) {
    places.set(box, at);
    at += box[size] + gap;
  }
  return moveBoxes({ flow, boxes: sorted }, (box) => ({ x: box.x, y: box.y, [axis]: places.get(box) ?? box[axis] }));
}

/** The smallest area that holds all boxes; of none an empty one at 0, 0. */
export function boundsOf(boxes: readonly Rect[]): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return left === Infinity
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top };
}
