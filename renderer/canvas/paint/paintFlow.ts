import { cardWidth, heightOfCard } from "../../state/flow/cardSize.ts";
import type { Flow, FlowNote, FlowStep } from "../../state/flow/Flow.ts";
import type { StepLook } from "../../state/live/toStepLook.ts";
import type { Point, Rect } from "../../state/ports/CanvasPort.ts";
import type { Selection } from "../../state/session/SessionState.ts";
import { indexOf, overlaps } from "../view/BoxIndex.ts";
import type { PaintColours } from "./PaintColours.ts";
import { paintCards } from "./paintCards.ts";
import { paintEdges, paintMarkedEdges } from "./paintEdges.ts";
import { paintGroups } from "./paintGroups.ts";
import { type CardMarks, paintMarks } from "./paintMarks.ts";
import { paintNotes } from "./paintNotes.ts";

export interface Scene {
  flow: Flow;
  /** What is in view, in canvas units, and how many pixels a unit has. */
  area: Rect;
  zoom: number;
  colours: PaintColours;
  selection: Selection;
  lookOf: (step: FlowStep) => StepLook;
  marks: CardMarks;
  /** Where a card is now; those that are dragged are elsewhere than in the document. */
  placeOf: (step: FlowStep) => Point | undefined;
  /** All cards are where the document says. */
  isStill: boolean;
  noteAt: (note: FlowNote) => Point;
  cards: boolean;
  edges: boolean;
  /** Puts a picture of the edges that was made before in their place; those of the selection come on top. */
  putEdges: ((context: CanvasRenderingContext2D) => void) | undefined;
}

/** Paints what is in view. The context is scaled to pixels of the screen and clear. */
export function paintFlow(context: CanvasRenderingContext2D, scene: Scene): void {
  const { area, zoom } = scene;
  context.save();
  context.scale(zoom, zoom);
  context.translate(-area.x, -area.y);
  if (scene.cards) paintGroups(context, scene);
  if (scene.putEdges !== undefined) {
    context.save();
    context.resetTransform();
    scene.putEdges(context);
    context.restore();
    paintMarkedEdges(context, scene);
  } else if (scene.edges) paintEdges(context, scene);
  if (scene.cards) {
    paintNotes(context, scene);
    const index = indexOf(scene.flow);
    const cards = scene.isStill ? index.within(area) : index.all.flatMap(({ step }) => placed(scene, step));
    paintCards(context, scene, cards);
    paintMarks(context, scene, cards);
  }
  context.restore();
}

function placed(scene: Scene, step: FlowStep): { step: FlowStep; rect: Rect }[] {
  const at = scene.placeOf(step);
  if (at === undefined) return [];
  const rect = { ...at, width: cardWidth, height: heightOfCard(step) };
  return overlaps(rect, scene.area) ? [{ step, rect }] : [];
}
