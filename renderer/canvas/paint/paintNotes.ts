import { cardHeight, cardWidth } from "../../state/flow/cardSize.ts";
import { toPaletteColour } from "../../state/flow/palette.ts";
import { overlaps } from "../view/BoxIndex.ts";
import type { Scene } from "./paintFlow.ts";

const wordsFrom = 0.3;

/** Paints notes with the beginning of their text, and lines to the steps they belong to. */
export function paintNotes(context: CanvasRenderingContext2D, scene: Scene): void {
  const { flow, area, colours, zoom, selection, noteAt } = scene;
  for (const note of flow.notes) {
    const rect = { ...noteAt(note), width: note.width, height: note.height };
    paintTie(context, scene, { step: note.step, rect });
    if (!overlaps(rect, area)) continue;
    const colour = toPaletteColour(note.colour);
    context.fillStyle = colour === "" ? colours.note : colours.card;
    context.fillRect(rect.x, rect.y, rect.width, rect.height);
    if (colour !== "") {
      context.globalAlpha = 0.2;
      context.fillStyle = colours.tints[colour];
      context.fillRect(rect.x, rect.y, rect.width, rect.height);
      context.globalAlpha = 1;
    }
    if (selection.notes.has(note.id)) {
      context.strokeStyle = colours.accent;
      context.lineWidth = 2 / zoom;
      context.strokeRect(rect.x, rect.y, rect.width, rect.height);
    }
    if (zoom < wordsFrom) continue;
    context.save();
    context.beginPath();
    context.rect(rect.x, rect.y, rect.width, rect.height);
    context.clip();
    context.fillStyle = colours.text;
    context.font = `13px ${colours.font}`;
    context.textBaseline = "alphabetic";
    toPlainLines(note.text).forEach((line, row) => {
      context.fillText(line, rect.x + 12, rect.y + 24 + row * 18);
    });
    context.restore();
  }
}

function paintTie(
  context: CanvasRenderingContext2D,
  { flow, colours, zoom, placeOf }: Scene,
  { step, rect }: { step: string | undefined; rect: { x: number; y: number; width: number; height: number } },
): void {
  const card = flow.byId.get(step ?? "");
  const at = card === undefined ? undefined : placeOf(card);
  if (at === undefined) return;
  context.strokeStyle = colours.muted;
  context.lineWidth = Math.max(1, 0.75 / zoom);
  context.setLineDash([4, 4]);
  context.beginPath();
  context.moveTo(rect.x + rect.width / 2, rect.y + rect.height / 2);
  context.lineTo(at.x + cardWidth / 2, at.y + cardHeight / 2);
  context.stroke();
  context.setLineDash([]);
}

/** The lines of a note without the signs of Markdown. */
function toPlainLines(text: string): string[] {
  return text.split("\n").map((line) => line.replace(/^#+ |\*\*|__|`/g, "").replace(/\[([^\]]+)\]\([^)]*\)/g, "$1"));
}
