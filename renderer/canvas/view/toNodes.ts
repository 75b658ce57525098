import { Position } from "@xyflow/react";
import { cardHeight, cardWidth, heightOfCard, offsetOfOutput } from "../../state/flow/cardSize.ts";
import type { Flow, FlowStep } from "../../state/flow/Flow.ts";
import { groupTreeOf } from "../../state/flow/GroupTree.ts";
import { isSelectedCard } from "../../state/flow/isSelectedCard.ts";
import type { Selection } from "../../state/session/SessionState.ts";
import type { FoldNode } from "../cards/FoldCard.tsx";
import type { GroupNode } from "../cards/GroupFrame.tsx";
import type { NoteNode } from "../cards/NoteCard.tsx";
import type { StepNode } from "../cards/StepCard.tsx";
import { errorHandleInset } from "../edges/edgeCurve.ts";
import { boundsOfGroup } from "./boundsOfGroup.ts";
import { type Drag, noteWhileDragging, placeWhileDragging } from "./Drag.ts";
import type { ViewPlan } from "./planView.ts";

export type CanvasNode = StepNode | FoldNode | NoteNode | GroupNode;

export interface NodeSource {
  flow: Flow;
  plan: ViewPlan;
  selection: Selection;
  drag: Drag | undefined;
  /** Nodes of before, by id: one that did not change is given back, so that its card is not painted again. */
  before: ReadonlyMap<string, CanvasNode>;
}

/** The elements of a view: groups at the back, then notes, then cards. */
export function toNodes({ flow, plan, selection, drag, before }: NodeSource): CanvasNode[] {
  if (plan.detail === "painted") return [];
  const placeOf = placeWhileDragging(drag);
  const noteAt = noteWhileDragging(drag);
  const isBrief = plan.detail === "brief";
  const tree = groupTreeOf(flow);
  const groups = flow.groups.flatMap((group): CanvasNode[] => {
    const rect = boundsOfGroup(flow, group, placeOf);
    if (rect === undefined) return [];
    const { x, y, width, height } = rect;
    const selected = selection.groups.has(group.id);
    const node: GroupNode = {
      id: `group:${group.id}`,
      type: "frame",
      position: { x, y },
      width,
      height,
      selected,
      data: { group },
    };
    // One in another lies above it.
    const zIndex = Math.min(-2, tree.depth(group) - 20);
    return [reuse({ ...node, zIndex, dragHandle: ".group-title" }, before.get(node.id))];
  });
  const notes = flow.notes.map((note): CanvasNode => {
    const position = noteAt(note);
    const { width, height } = note;
    const selected = selection.notes.has(note.id);
    const id = `note:${note.id}`;
    return reuse({ id, type: "note", position, width, height, selected, zIndex: -1, data: { note } }, before.get(id));
  });
  const cards = plan.steps.flatMap((step): CanvasNode[] => {
    const position = placeOf(step);
    if (position === undefined) return [];
    return [reuse(toCard(step, { position, selected: isSelectedCard(selection, step), isBrief }), before.get(step.id))];
  });
  return [...groups, ...notes, ...cards];
}

function toCard(
  step: FlowStep,
  { position, selected, isBrief }: { position: { x: number; y: number }; selected: boolean; isBrief: boolean },
): StepNode | FoldNode {
  const height = heightOfCard(step);
  return {
    id: step.id,
    type: step.fold === undefined ? "step" : "fold",
    position,
    width: cardWidth,
    height,
    selected,
    data: { step, isBrief },
    // Known before the card is measured, so that edges are there at once.
    handles: [
      handle({ id: "in", type: "target", position: Position.Left, x: 0, y: cardHeight / 2 }),
      handle({ id: "error", type: "source", position: Position.Bottom, x: cardWidth - errorHandleInset, y: height }),
      ...step.outputs.map(({ name }) =>
        handle({
          id: `out:${name}`,
          type: "source",
          position: Position.Right,
          x: cardWidth,
          y: offsetOfOutput(step, name),
        }),
      ),
    ],
  };
}

type NodeHandle = NonNullable<StepNode["handles"]>[number];

function handle({ x, y, ...rest }: Pick<NodeHandle, "id" | "type" | "position" | "x" | "y">): NodeHandle {
  return { ...rest, x: x - 5, y: y - 5, width: 10, height: 10 };
}

function reuse(next: CanvasNode, before: CanvasNode | undefined): CanvasNode {
  const isSame =
    before?.type === next.type &&
    before.selected === next.selected &&
    before.zIndex === next.zIndex &&
    before.width === next.width &&
    before.height === next.height &&
    before.position.x === next.position.x &&
    before.position.y === next.position.y &&
    isSameData(before.data, next.data);
  return isSame ? before : next;
}

function isSameData(a: object, b: object): boolean {
  const [mine, other] = [Object.entries(a), new Map(Object.entries(b))];
  return mine.length === other.size && mine.every(([key, value]) => other.get(key) === value);
}
