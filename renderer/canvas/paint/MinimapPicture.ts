import { boundsOf } from "../../state/edits/moveItems.ts";
import type { Flow, FlowStep } from "../../state/flow/Flow.ts";
import type { StepLook } from "../../state/live/toStepLook.ts";
import type { Point, Rect } from "../../state/ports/CanvasPort.ts";
import { indexOf } from "../view/BoxIndex.ts";

/** Size of the map, in CSS pixels. */
export const mapSize = { width: 180, height: 112 };

export interface MapScale {
  bounds: Rect;
  factor: number;
}

export function toMapScale(flow: Flow): MapScale {
  const bounds = boundsOf(indexOf(flow).all.map(({ rect }) => rect));
  const { width, height } = mapSize;
  return { bounds, factor: Math.min((width - 16) / bounds.width, (height - 16) / bounds.height, 0.2) };
}

/** Where a point of the canvas lies on the map. */
export function toMap({ bounds, factor }: MapScale, { x, y }: Point): Point {
  return {
    x: mapSize.width / 2 + (x - bounds.x - bounds.width / 2) * factor,
    y: mapSize.height / 2 + (y - bounds.y - bounds.height / 2) * factor,
  };
}

export interface MapColours {
  lookOf: (card: FlowStep) => StepLook;
  look: Record<StepLook, string>;
}

type Block = Rect & { card: FlowStep };

/** All cards of a flow as small blocks. Those of steps that changed are painted over what is there; the rest stays. */
export class MinimapPicture {
  private readonly blocks: Block[];
  private readonly byStep = new Map<string, Block>();

  constructor(flow: Flow) {
    const scale = toMapScale(flow);
    this.blocks = indexOf(flow).all.map(({ step, rect }) => ({
      card: step,
      ...toMap(scale, rect),
      width: Math.max(1.5, rect.width * scale.factor),
      height: Math.max(1, rect.height * scale.factor),
    }));
    for (const block of this.blocks) {
      for (const { id } of block.card.fold?.steps ?? [block.card]) this.byStep.set(id, block);
    }
  }

  paintAll(context: CanvasRenderingContext2D, colours: MapColours): void {
    context.clearRect(0, 0, mapSize.width, mapSize.height);
    for (const block of this.blocks) paintBlock(context, colours, block);
  }

  paintSteps(context: CanvasRenderingContext2D, colours: MapColours, steps: Iterable<string>): void {
    const changed = new Set<Block>();
    for (const id of steps) {
      const block = this.byStep.get(id);
      if (block !== undefined) changed.add(block);
    }
    for (const block of changed) paintBlock(context, colours, block);
  }
}

function paintBlock(context: CanvasRenderingContext2D, { lookOf, look }: MapColours, block: Block): void {
  context.fillStyle = look[lookOf(block.card)];
  context.fillRect(block.x, block.y, block.width, block.height);
}
