import { type EdgeChange, type NodeChange, type ReactFlowProps, useReactFlow } from "@xyflow/react";
import { type MouseEvent as ReactMouseEvent, useMemo } from "react";
import { foldGroup } from "../../commands/foldGroup.ts";
import { placeOfSelection } from "../../commands/listMenu.ts";
import type { Workbench } from "../../commands/Workbench.ts";
import { cardHeight, cardWidth, snap } from "../../state/flow/cardSize.ts";
import { foldFlow } from "../../state/flow/foldFlow.ts";
import { isSelectedCard } from "../../state/flow/isSelectedCard.ts";
import type { MenuPlace } from "../../state/session/SessionState.ts";
import type { FlowEdgeShape } from "../edges/FlowEdgeLine.tsx";
import { findEdgeAt } from "../edges/findEdgeAt.ts";
import { indexOf } from "../view/BoxIndex.ts";
import type { CanvasNode } from "../view/toNodes.ts";
import { type DragGesture, toKind } from "./createDragGesture.ts";

export interface CanvasEventParts {
  workbench: Workbench;
  gesture: DragGesture;
}

export interface CanvasEvents {
  flow: Partial<ReactFlowProps<CanvasNode, FlowEdgeShape>>;
  onDoubleClick: (event: ReactMouseEvent) => void;
  onContextMenu: (event: ReactMouseEvent) => void;
}

/** What the pointer does on the canvas, as selections, drags and menus. */
export function useCanvasEvents({ workbench, gesture }: CanvasEventParts): CanvasEvents {
  const { screenToFlowPosition, flowToScreenPosition, getZoom, getNode } = useReactFlow<CanvasNode, FlowEdgeShape>();
  return useMemo(() => {
    const { session, document } = workbench;
    const selectOne = (id: string, event: { ctrlKey: boolean; metaKey: boolean; shiftKey: boolean }): void => {
      const [kind, bare] = toKind(id);
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      session.select({ [kind]: new Set([bare]) });
    };
    const openFor = (event: Pick<MouseEvent, "preventDefault" | "clientX" | "clientY">, place: MenuPlace): void => {
      event.preventDefault();
      session.set({ menu: { place, x: event.clientX, y: event.clientY } });
    };
    const openStepMenu = (event: ReactMouseEvent | MouseEvent, id: string): void => {
      const { steps } = session.store.getState().selection;
      if (!steps.has(id)) session.select({ steps: new Set([id]) });
      openFor(event, session.store.getState().selection.steps.size > 1 ? "steps" : "step");
    };
    const origin = { x: 0, y: 0 };
    return {
      onDoubleClick(event) {
        // Cards lie inside the pane: only the pane itself is empty canvas.
        if (!(event.target instanceof Element) || !event.target.matches(".react-flow__pane")) return;
        const at = screenToFlowPosition({ x: event.clientX, y: event.clientY });
        const place = { x: snap(at.x - cardWidth / 2), y: snap(at.y - cardHeight / 2) };
        session.set({ chooser: { at: place } });
      },
      onContextMenu(event) {
        // Only the key of menus comes from the canvas itself.
        if (event.target !== event.currentTarget) return;
        const { selection } = session.store.getState();
        const card = foldFlow(document.store.getState().flow).steps.find((step) => isSelectedCard(selection, step));
        const { x, y, width, height } = event.currentTarget.getBoundingClientRect();
        const middle = { x: x + width / 2, y: y + height / 2 };
        const at = card?.at === undefined ? middle : flowToScreenPosition({ x: card.at.x, y: card.at.y + cardHeight });
        openFor(
          { preventDefault: () => event.preventDefault(), clientX: at.x, clientY: at.y },
          placeOfSelection(selection),
        );
      },
      flow: {
        onNodesChange: (changes) => session.select(applySelection(workbench, changes)),
        onEdgesChange: (changes) => {
          const edges = applyEdgeSelection(workbench, changes);
          if (edges !== undefined) session.select({ ...session.store.getState().selection, edges });
        },
        onNodeClick: (event, { id }) => selectOne(id, event),
        onEdgeClick: (event, { id }) => {
          if (!event.ctrlKey && !event.metaKey && !event.shiftKey) session.select({ edges: new Set([id]) });
        },
        onPaneClick: (event) => {
          if (!event.shiftKey) session.select({});
        },
        onNodeDoubleClick: (_event, { id }) => {
          const [kind, bare] = toKind(id);
          const group = document.store.getState().flow.groups.find(({ id: one }) => one === bare);
          if (kind === "steps") session.openStep(bare);
          else if (kind === "groups" && group?.folded) foldGroup(workbench, { groups: [group], folded: false });
          else session.set({ editing: { kind: kind === "notes" ? "note" : "group", id: bare } });
        },
        onNodeDragStart: (_event, node) => {
          Object.assign(origin, getNode(node.id)?.position ?? node.position);
          gesture.begin(node.id);
        },
        onNodeDrag: (_event, node) => gesture.move(node.position.x - origin.x, node.position.y - origin.y),
        onNodeDragStop: () => gesture.end(),
        onNodeContextMenu: (event, { id }) => {
          const [kind, bare] = toKind(id);
          if (kind === "steps") {
            openStepMenu(event, bare);
            return;
          }
          session.select({ [kind]: new Set([bare]) });
          openFor(event, kind === "notes" ? "note" : "group");
        },
        onEdgeContextMenu: (event, { id }) => {
          session.select({ edges: new Set([id]) });
          openFor(event, "edge");
        },
        onSelectionContextMenu: (event) => openFor(event, "steps"),
        onPaneContextMenu: (event) => {
          const at = screenToFlowPosition({ x: event.clientX, y: event.clientY });
          const flow = foldFlow(document.store.getState().flow);
          const step = indexOf(flow).at(at);
          const edge = step === undefined ? findEdgeAt(flow, at, 6 / getZoom()) : undefined;
          if (step?.fold !== undefined) {
            session.select({ groups: new Set([step.fold.group.id]) });
            openFor(event, "group");
          } else if (step !== undefined) openStepMenu(event, step.id);
          else if (edge === undefined) openFor(event, "canvas");
          else {
            session.select({ edges: new Set([edge.id]) });
            openFor(event, "edge");
          }
        },
      },
    };
  }, [workbench, gesture, screenToFlowPosition, flowToScreenPosition, getZoom, getNode]);
}

/** React Flow knows only what is an element; what is out of view stays as it is. */
function applySelection(
  { session }: Workbench,
  changes: readonly NodeChange<CanvasNode>[],
): ReturnType<typeof session.store.getState>["selection"] {
  const { selection } = session.store.getState();
  const next = {
    ...selection,
    steps: new Set(selection.steps),
    notes: new Set(selection.notes),
    groups: new Set(selection.groups),
  };
  let isChanged = false;
  for (const change of changes) {
    if (change.type !== "select") continue;
    const [kind, bare] = toKind(change.id);
    if (next[kind].has(bare) === change.selected) continue;
    isChanged = true;
    if (change.selected) next[kind].add(bare);
    else next[kind].delete(bare);
  }
  return isChanged ? next : selection;
}

function applyEdgeSelection(
  { session }: Workbench,
  changes: readonly EdgeChange<FlowEdgeShape>[],
): ReadonlySet<string> | undefined {
  const edges = new Set(session.store.getState().selection.edges);
  const size = edges.size;
  const before = [...edges].join();
  for (const change of changes) {
    if (change.type !== "select") continue;
    if (change.selected) edges.add(change.id);
    else edges.delete(change.id);
  }
  return edges.size === size && [...edges].join() === before ? undefined : edges;
}
