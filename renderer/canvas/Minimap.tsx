import { useComputedColorScheme } from "@mantine/core";
import { useReactFlow, useStore, useStoreApi } from "@xyflow/react";
import { type MouseEvent, type PointerEvent, type ReactElement, useEffect, useRef } from "react";
import { useDocument, useWorkbench } from "../commands/WorkbenchContext.ts";
import type { FlowStep } from "../state/flow/Flow.ts";
import { foldFlow } from "../state/flow/foldFlow.ts";
import { lookOfCard } from "../state/live/lookOfCard.ts";
import { useText } from "../text/useText.ts";
import { type MapScale, MinimapPicture, mapSize, toMap, toMapScale } from "./paint/MinimapPicture.ts";
import { readPaintColours } from "./paint/PaintColours.ts";
import { toView } from "./view/useViewPlan.ts";

const { width, height } = mapSize;

/** All cards as small blocks in the colour of their state, and what is in view. Click or drag to go there. */
export function Minimap(): ReactElement {
  const t = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { live, session } = useWorkbench();
  const flow = useDocument((state) => foldFlow(state.flow));
  const scheme = useComputedColorScheme("light");
  const scale = toMapScale(flow);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!canvas.current || !context) return undefined;
    const { look } = readPaintColours(canvas.current, scheme);
    const picture = new MinimapPicture(flow);
    const given = { look, lookOf: (card: FlowStep) => lookOfCard(live, card) };
    context.setTransform(2, 0, 0, 2, 0, 0);
    picture.paintAll(context, given);
    return live.onFrame((changed) => picture.paintSteps(context, given, changed));
  }, [flow, live, scheme]);
  const openMenu = (event: MouseEvent): void => {
    event.preventDefault();
    session.set({ menu: { place: "canvas", x: event.clientX, y: event.clientY } });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the menu of the canvas, which has a key of its own
    <div className="canvas-minimap" data-covers title={t("canvas.minimap")} onContextMenu={openMenu}>
      <canvas ref={canvas} width={width * 2} height={height * 2} />
      <Frame scale={scale} />
    </div>
  );
}

function Frame({ scale }: { scale: MapScale }): ReactElement {
  const transform = useStore((state) => state.transform);
  const store = useStoreApi();
  const { setCenter, getZoom } = useReactFlow();
  const { area } = toView(transform, store.getState().width, store.getState().height);
  const from = toMap(scale, area);
  const to = toMap(scale, { x: area.x + area.width, y: area.y + area.height });
  const go = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const x = (event.clientX - box.x - width / 2) / scale.factor + scale.bounds.x + scale.bounds.width / 2;
    const y = (event.clientY - box.y - height / 2) / scale.factor + scale.bounds.y + scale.bounds.height / 2;
    void setCenter(x, y, { zoom: getZoom() });
  };
  // What is beyond the map is cut off, so that the frame always closes.
  const [left, top] = [Math.max(1, from.x), Math.max(1, from.y)];
  const place = { left, top, width: Math.min(width - 3, to.x) - left, height: Math.min(height - 3, to.y) - top };
  return (
    <div className="minimap-area" onPointerDown={go} onPointerMove={go}>
      <div className="minimap-frame" style={place} />
    </div>
  );
}
