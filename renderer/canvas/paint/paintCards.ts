import type { FlowStep } from "../../state/flow/Flow.ts";
import { isSelectedCard } from "../../state/flow/isSelectedCard.ts";
import type { StepLook } from "../../state/live/toStepLook.ts";
import type { Rect } from "../../state/ports/CanvasPort.ts";
import { text } from "../../text/texts.ts";
import type { Scene } from "./paintFlow.ts";

type Placed = { step: FlowStep; rect: Rect };

/** Below this zoom a card is a coloured block; below the second one it has no words. */
const blocksBelow = 0.12;
const wordsFrom = 0.22;
/** Below this zoom nobody sees that corners are round, and straight ones are painted much faster. */
const roundFrom = 0.25;

/** Paints cards in passes of one colour each, so that the canvas changes its state rarely. */
export function paintCards(context: CanvasRenderingContext2D, scene: Scene, cards: readonly Placed[]): void {
  const byLook = Map.groupBy(cards, ({ step }) => scene.lookOf(step));
  if (scene.zoom < blocksBelow) {
    for (const [look, placed] of byLook) fillAll(context, blockColour(scene, look), placed);
  } else {
    paintSheets(context, scene, cards);
    fillAll(context, scene.colours.card, cards, scene.zoom < roundFrom ? 0 : 6);
    for (const [look, placed] of byLook) paintFrames(context, scene, { look, placed });
  }
  const selected = cards.filter(({ step }) => isSelectedCard(scene.selection, step));
  if (selected.length > 0)
    strokeAll(context, { colour: scene.colours.accent, width: 2.5 / scene.zoom, cards: selected });
  if (scene.zoom >= wordsFrom) paintWords(context, scene, cards);
}

/** A folded group has sheets behind its card. */
function paintSheets(context: CanvasRenderingContext2D, { colours, zoom }: Scene, cards: readonly Placed[]): void {
  const folds = cards.filter(({ step }) => step.fold !== undefined);
  if (folds.length === 0) return;
  for (const offset of [8, 4]) {
    const sheets = folds.map(({ step, rect }) => ({ step, rect: { ...rect, x: rect.x + offset, y: rect.y + offset } }));
    fillAll(context, colours.card, sheets, 6);
    strokeAll(context, { colour: colours.border, width: Math.max(1, 0.75 / zoom), cards: sheets });
  }
}

function blockColour({ colours }: Scene, look: StepLook): string {
  return colours.look[look];
}

function paintFrames(
  context: CanvasRenderingContext2D,
  { colours, zoom }: Scene,
  { look, placed }: { look: StepLook; placed: readonly Placed[] },
): void {
  const colour = look === "idle" ? colours.border : colours.look[look];
  strokeAll(context, {
    colour,
    width: Math.max(1.25, 0.75 / zoom),
    cards: placed,
    radius: zoom < roundFrom ? 0 : 6,
  });
  // The strip at the left is what is left of icon and state.
  context.fillStyle = look === "idle" ? colours.accent : colours.look[look];
  context.beginPath();
  for (const { rect } of placed) context.rect(rect.x + 8, rect.y + 12, 32, 32);
  context.globalAlpha = look === "idle" ? 0.25 : 0.9;
  context.fill();
  context.globalAlpha = 1;
}

function paintWords(context: CanvasRenderingContext2D, { colours, zoom }: Scene, cards: readonly Placed[]): void {
  // Far away the name may take the whole card, so that it can still be read.
  const isFar = zoom < 0.4;
  const size = isFar ? 20 : 13;
  context.font = `600 ${size}px ${colours.font}`;
  context.textBaseline = "middle";
  context.fillStyle = colours.text;
  const room = 208 - 56;
  for (const { step, rect } of cards) {
    context.fillText(shorten(step.name, Math.floor(room / (size * 0.56))), rect.x + 48, rect.y + (isFar ? 28 : 20));
  }
  if (isFar) return;
  context.font = `11px ${colours.font}`;
  context.fillStyle = colours.muted;
  for (const { step, rect } of cards) {
    const second = step.fold === undefined ? step.file : text("canvas.steps", { count: step.fold.steps.length });
    context.fillText(shorten(step.manifest?.friendlyName ?? second, 24), rect.x + 48, rect.y + 38);
  }
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, Math.max(1, length - 1))}…`;
}

function fillAll(context: CanvasRenderingContext2D, colour: string, cards: readonly Placed[], radius = 0): void {
  context.fillStyle = colour;
  context.beginPath();
  for (const { rect } of cards) {
    if (radius === 0) context.rect(rect.x, rect.y, rect.width, rect.height);
    else context.roundRect(rect.x, rect.y, rect.width, rect.height, radius);
  }
  context.fill();
}

function strokeAll(
  context: CanvasRenderingContext2D,
  { colour, width, cards, radius = 6 }: { colour: string; width: number; cards: readonly Placed[]; radius?: number },
): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  for (const { rect } of cards) {
    if (radius === 0) context.rect(rect.x, rect.y, rect.width, rect.height);
    else context.roundRect(rect.x, rect.y, rect.width, rect.height, radius);
  }
  context.stroke();
}
