import type { FlowStep } from "../../state/flow/Flow.ts";
import type { Rect } from "../../state/ports/CanvasPort.ts";
import type { StaleReason } from "../../state/watch/findStale.ts";
import type { ChangeMark } from "../../state/watch/readChanges.ts";
import { text } from "../../text/texts.ts";
import type { PaintColours } from "./PaintColours.ts";

/** What cards are marked with, by step. */
export interface CardMarks {
  changes: ReadonlyMap<string, ChangeMark>;
  stale: ReadonlyMap<string, StaleReason>;
}

interface MarkScene {
  zoom: number;
  colours: PaintColours;
  marks: CardMarks;
}

type Placed = { step: FlowStep; rect: Rect };

/** Below this zoom a word could not be read: a change is a bar above the card, what is stale one below it. */
const wordsFrom = 0.22;

/** Paints how cards differ from what is published, and what changed since the shown run, as full cards say it in words. */
export function paintMarks(context: CanvasRenderingContext2D, scene: MarkScene, cards: readonly Placed[]): void {
  const { marks, colours } = scene;
  if (marks.changes.size + marks.stale.size === 0) return;
  for (const { step, rect } of cards) {
    const change = marks.changes.get(step.id);
    if (change !== undefined) {
      const word = text(`change.${change}`);
      paintMark(context, scene, { rect, word, colour: colourOf(change, colours), isAbove: true });
    }
    const stale = marks.stale.get(step.id);
    if (stale !== undefined) {
      const word = text(stale === "disabled" ? "step.state.disabled" : "stale.mark");
      paintMark(context, scene, { rect, word, colour: colours.look.retrying, isAbove: false });
    }
  }
}

function colourOf(change: ChangeMark, { look, muted }: PaintColours): string {
  if (change === "added") return look.success;
  if (change === "removed") return look.failed;
  return change === "changed" ? look.retrying : muted;
}

function paintMark(
  context: CanvasRenderingContext2D,
  { zoom, colours }: MarkScene,
  { rect, word, colour, isAbove }: { rect: Rect; word: string; colour: string; isAbove: boolean },
): void {
  context.fillStyle = colour;
  if (zoom < wordsFrom) {
    const height = Math.max(10, 2 / zoom);
    context.fillRect(rect.x, isAbove ? rect.y - height : rect.y + rect.height, rect.width, height);
    return;
  }
  const size = Math.max(11, Math.min(20, 8 / zoom));
  context.font = `600 ${size}px ${colours.font}`;
  context.textBaseline = "middle";
  const height = size + 5;
  const middle = isAbove ? rect.y - height / 3 : rect.y + rect.height + height / 2 + 2;
  if (isAbove) {
    context.beginPath();
    context.roundRect(rect.x + 10, middle - height / 2, context.measureText(word).width + 12, height, height / 2);
    context.fillStyle = colours.card;
    context.fill();
    context.strokeStyle = colour;
    context.lineWidth = Math.max(1, 0.75 / zoom);
    context.stroke();
    context.fillStyle = colour;
  }
  context.fillText(word, rect.x + 16, middle);
}
