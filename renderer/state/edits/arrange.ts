import type { JsonObject, JsonValue } from "../../../core/base/json.ts";
import { isJsonObject, ownValue } from "../../../core/base/json.ts";
import { createMemberReader } from "../../../core/model/operations/createMemberReader.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";
import { cardWidth, heightOfCard, snap } from "../flow/cardSize.ts";
import type { Flow, FlowStep } from "../flow/Flow.ts";
import { foldFlow } from "../flow/foldFlow.ts";
import type { LayoutGraph, PlacedNode } from "../ports/LayoutPort.ts";
import { boundsOf, listBoxes, moveBoxes } from "./moveItems.ts";

/** What is seen of a flow, or some of its steps, as a graph to arrange. A folded group is one box. */
export function toLayoutGraph(flow: Flow, steps?: readonly FlowStep[]): LayoutGraph {
  const seen = steps === undefined ? foldFlow(flow) : { ...flow, steps };
  const ids = new Set(seen.steps.map(({ id }) => id));
  return {
    nodes: seen.steps.map((step) => ({ id: step.id, width: cardWidth, height: heightOfCard(step) })),
    edges: seen.edges.filter(({ from, to }) => ids.has(from) && ids.has(to)).map(({ from, to }) => ({ from, to })),
  };
}

/** Places of steps from those of cards: what is in a folded group keeps its place in it. */
export function spreadFolds(flow: Flow, placed: readonly PlacedNode[]): PlacedNode[] {
  const { byId } = foldFlow(flow);
  return placed.flatMap((node) => {
    const card = byId.get(node.id);
    if (card?.fold === undefined || card.at === undefined) return [node];
    const { at, fold } = card;
    return fold.steps.flatMap((step): PlacedNode[] =>
      step.at === undefined ? [] : [{ id: step.id, x: node.x + step.at.x - at.x, y: node.y + step.at.y - at.y }],
    );
  });
}

/** Puts arranged steps where their upper left corner was, and moves nothing else. */
export function placeArranged(flow: Flow, placed: readonly PlacedNode[]): EditOperation[] {
  const boxes = listBoxes(flow, {
    steps: new Set(placed.map(({ id }) => id)),
    notes: new Set(),
    groups: new Set(),
  });
  const { x, y } = boundsOf(boxes);
  const places = new Map(placed.map((node) => [node.id, node]));
  return moveBoxes({ flow, boxes }, (box) => {
    const node = places.get(box.id);
    return node === undefined ? box : { x: snap(x + node.x), y: snap(y + node.y) };
  });
}

/**
 * Writes places for all steps in one change: one operation for each of thousands of steps takes too long. Groups and notes
 * of a layout from elsewhere name steps by ids then. Undefined when the document's layout cannot be read.
 */
export function writeLayout(state: EditState, flow: Flow, placed: readonly PlacedNode[]): EditOperation | undefined {
  const from = ownValue(state.document, "layout");
  if (from !== undefined && !isJsonObject(from)) return undefined;
  const places = new Map(placed.map((node) => [node.id, node]));
  const steps = flow.steps.flatMap(({ id, name }): JsonValue[] => {
    const node = places.get(id);
    return node === undefined ? [] : [{ id, step: name, x: node.x, y: node.y }];
  });
  const toId = createMemberReader(state);
  const inItems = (key: string, change: (item: JsonObject) => JsonObject): JsonValue => {
    const items = from === undefined ? [] : (ownValue(from, key) ?? []);
    return Array.isArray(items) ? items.map((item) => (isJsonObject(item) ? change(item) : item)) : items;
  };
  const read = (value: JsonValue): JsonValue => (typeof value === "string" ? toId(value) : value);
  const groups = inItems("groups", (group) =>
    Array.isArray(group.steps) ? { ...group, steps: group.steps.map(read) } : group,
  );
  const notes = inItems("notes", (note) => (note.step === undefined ? note : { ...note, step: read(note.step) }));
  const to: JsonObject = { version: 1, ...from, groups, notes, steps };
  return { op: "patch", changes: [{ change: "key", at: "application", key: "layout", from, to }] };
}
