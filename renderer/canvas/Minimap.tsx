import { useComputedColorScheme } from "@mantine/core";
import { useReactFlow, useStore, useStoreApi } from "@xyflow/react";
import { type PointerEvent, type ReactElement, useEffect, useRef } from "react";
import { useDocument, useWorkbench } from "../commands/WorkbenchContext.ts";
import { boundsOf } from "../state/edits/moveItems.ts";
import type { Flow } from "../state/flow/Flow.ts";
import { foldFlow } from "../state/flow/foldFlow.ts";
import { lookOfCard } from "../state/live/lookOfCard.ts";
import type { Rect } from "../state/ports/CanvasPort.ts";
import { useText } from "../text/useText.ts";
import { readPaintColours } from "./paint/PaintColours.ts";
import { indexOf } from "./view/BoxIndex.ts";
import { toView } from "./view/useViewPlan.ts";

const [width, height] = [180, 112];

interface Scale {
  bounds: Rect;
  factor: number;
}

function toScale(flow: Flow): Scale {
  const bounds = boundsOf(indexOf(flow).all.map(({ rect }) => rect));
  return { bounds, factor: Math.min((width - 16) / bounds.width, (height - 16) / bounds.height, 0.2) };
}

function toMap({ bounds, factor }: Scale, { x, y }: { x: number; y: number }): { x: number; y: number } {
  return {
    x: width / 2 + (x - bounds.x - bounds.width / 2) * factor,
    y: height / 2 + (y - bounds.y - bounds.height / 2) * factor,
  };
}

/** All cards as small blocks in the colour of their state, and what is in view. Click or drag to go there. */
export function Minimap(): ReactElement {
  const t = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { live } = useWorkbench();
  const flow = useDocument((state) => foldFlow(state.flow));
  const scheme = useComputedColorScheme("light");
  const scale = toScale(flow);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!canvas.current || !context) return undefined;
    const colours = readPaintColours(canvas.current, scheme);
    const present = toScale(flow);
    const paint = (): void => {
      context.setTransform(2, 0, 0, 2, 0, 0);
      context.clearRect(0, 0, width, height);
      for (const { step, rect } of indexOf(flow).all) {
        const look = lookOfCard(live, step);
        const { x, y } = toMap(present, rect);
        context.fillStyle = colours.look[look];
        context.fillRect(x, y, Math.max(1.5, rect.width * present.factor), Math.max(1, rect.height * present.factor));
      }
    };
    paint();
    return live.onFrame(paint);
  }, [flow, live, scheme]);
  return (
    <div className="canvas-minimap" title={t("canvas.minimap")}>
      <canvas ref={canvas} width={width * 2} height={height * 2} />
      <Frame scale={scale} />
    </div>
  );
}

function Frame({ scale }: { scale: Scale }): ReactElement {
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
