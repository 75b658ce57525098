import "@xyflow/react/dist/style.css";
import { Background, BackgroundVariant, ReactFlow, ReactFlowProvider, useReactFlow } from "@xyflow/react";
import { type ReactElement, type RefObject, useCallback, useRef, useState } from "react";
import { useDocument, useSession, useWorkbench } from "../commands/WorkbenchContext.ts";
import { foldFlow } from "../state/flow/foldFlow.ts";
import type { Rect } from "../state/ports/CanvasPort.ts";
import { useText } from "../text/useText.ts";
import { CanvasControls } from "./CanvasControls.tsx";
import { CanvasDialogs } from "./CanvasDialogs.tsx";
import { CanvasMenu } from "./CanvasMenu.tsx";
import { FoldCard } from "./cards/FoldCard.tsx";
import { GhostCards } from "./cards/GhostCards.tsx";
import { GroupFrame } from "./cards/GroupFrame.tsx";
import { NoteCard } from "./cards/NoteCard.tsx";
import { StepCard } from "./cards/StepCard.tsx";
import { EmptyCanvas } from "./EmptyCanvas.tsx";
import { ArrowHeads } from "./edges/ArrowHeads.tsx";
import { EdgePreview } from "./edges/EdgePreview.tsx";
import { FlowEdgeLine } from "./edges/FlowEdgeLine.tsx";
import { WirePreview } from "./edges/WirePreview.tsx";
import { Minimap } from "./Minimap.tsx";
import { PaintedLayer } from "./paint/PaintedLayer.tsx";
import { MovedEdgeContext } from "./pointer/MovedEdge.ts";
import { useCanvasEvents } from "./pointer/useCanvasEvents.ts";
import { useDragGesture } from "./pointer/useDragGesture.ts";
import { useDropStep } from "./pointer/useDropStep.ts";
import { useEdgeHover } from "./pointer/useEdgeHover.ts";
import { usePaintedPointer } from "./pointer/usePaintedPointer.ts";
import { useWires } from "./pointer/useWires.ts";
import { SelectionNews } from "./SelectionNews.tsx";
import "./canvas.css";
import { useArrangeNew } from "./useArrangeNew.ts";
import { maxZoom, minZoom, useCanvasPort } from "./useCanvasPort.ts";
import { useClipboard } from "./useClipboard.ts";
import { useRevealOpened } from "./useRevealOpened.ts";
import { useElements } from "./view/useElements.ts";
import { useStill } from "./view/useStill.ts";
import { useViewPlan } from "./view/useViewPlan.ts";

const nodeTypes = { step: StepCard, fold: FoldCard, note: NoteCard, frame: GroupFrame };
const edgeTypes = { flow: FlowEdgeLine };

/** What depends on nothing of the canvas around it, so that it is not drawn again with it. */
const arrows = <ArrowHeads />;
const overlays = (
  <>
    <CanvasControls />
    <CanvasDialogs />
    <SelectionNews />
  </>
);
const ghosts = <GhostCards />;
const dots = <Background variant={BackgroundVariant.Dots} gap={20} size={1.25} color="var(--sl-dots)" />;

/** The flow of the application on screen, to look at and to change. */
export function FlowCanvas({ name }: { name: string }): ReactElement {
  return (
    <ReactFlowProvider>
      <Surface name={name} />
    </ReactFlowProvider>
  );
}

function Surface({ name }: { name: string }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const surface = useRef<HTMLElement>(null);
  const flow = useDocument((state) => foldFlow(state.flow));
  const selection = useSession((state) => state.selection);
  const showsMinimap = useSession((state) => state.minimap);
  const [lasso, setLasso] = useState<Rect>();
  const { drag, gesture } = useDragGesture(workbench);
  const plan = useViewPlan(flow);
  const isPainted = plan.detail === "painted";

  const { nodes, edges, isWhole } = useElements({ flow, plan, selection, drag });

  useCanvasPort(workbench, surface);
  useArrangeNew(workbench);
  useRevealOpened(workbench);
  useClipboard(workbench, surface);
  usePaintedPointer({ surface, isPainted, workbench, gesture, onLasso: setLasso });
  const events = useCanvasEvents({ workbench, gesture });
  const wires = useWires(workbench);
  const edgeHover = useEdgeHover(workbench);
  const drop = useDropStep(workbench);
  const isStill = useStill(workbench, plan.edges);
  const { flowToScreenPosition } = useReactFlow();
  const focus = useCallback((event: { target: EventTarget }) => {
    const isField = event.target instanceof Element && event.target.closest("input, textarea, button, [role=menu]");
    if (!isField) surface.current?.focus({ preventScroll: true });
  }, []);

  return (
    <section
      ref={surface}
      className="flow-canvas"
      aria-label={t("canvas.label", { name })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas takes keys; the outline is its twin for screen readers
      tabIndex={0}
      data-detail={plan.detail}
      data-connecting={wires.takes}
      data-still={isStill}
      onPointerDownCapture={focus}
      onDoubleClick={events.onDoubleClick}
      onContextMenu={events.onContextMenu}
      {...drop}
    >
      {arrows}
      <MovedEdgeContext value={wires.moved}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          minZoom={minZoom}
          maxZoom={maxZoom}
          panOnScroll
          zoomOnDoubleClick={false}
          selectionKeyCode="Shift"
          multiSelectionKeyCode={["Meta", "Control", "Shift"]}
          deleteKeyCode={null}
          disableKeyboardA11y
          nodesFocusable={false}
          edgesFocusable={false}
          nodeDragThreshold={1}
          connectOnClick={false}
          connectionLineComponent={WirePreview}
          connectionRadius={24}
          elevateEdgesOnSelect={false}
          elevateNodesOnSelect={false}
          proOptions={{ hideAttribution: true }}
          {...events.flow}
          {...edgeHover.flow}
          {...wires.flow}
        >
          {isPainted ? null : ghosts}
          {isPainted ? null : dots}
        </ReactFlow>
      </MovedEdgeContext>
      <PaintedLayer flow={flow} plan={plan} selection={selection} drag={drag} isWhole={isWhole} />
      {lasso === undefined ? null : <Lasso area={lasso} toScreen={flowToScreenPosition} surface={surface} />}
      {flow.steps.length + flow.notes.length === 0 ? <EmptyCanvas /> : null}
      {showsMinimap && flow.steps.length > 0 ? <Minimap /> : null}
      {edgeHover.hovered === undefined || drag !== undefined ? null : <EdgePreview {...edgeHover.hovered} />}
      {overlays}
      <CanvasMenu />
    </section>
  );
}

interface LassoProps {
  area: Rect;
  toScreen: (point: { x: number; y: number }) => { x: number; y: number };
  surface: RefObject<HTMLElement | null>;
}

function Lasso({ area, toScreen, surface }: LassoProps): ReactElement {
  const offset = surface.current?.getBoundingClientRect() ?? { x: 0, y: 0 };
  const from = toScreen(area);
  const to = toScreen({ x: area.x + area.width, y: area.y + area.height });
  const place = { left: from.x - offset.x, top: from.y - offset.y, width: to.x - from.x, height: to.y - from.y };
  return <div className="canvas-lasso" style={place} />;
}
