import { groupTreeOf } from "../../state/flow/GroupTree.ts";
import { toPaletteColour } from "../../state/flow/palette.ts";
import type { Rect } from "../../state/ports/CanvasPort.ts";
import { overlaps } from "../view/BoxIndex.ts";
import { boundsOfGroup } from "../view/boundsOfGroup.ts";
import type { Scene } from "./paintFlow.ts";

const wordsFrom = 0.12;

/** Paints the frames of groups with their titles, those around others first. */
export function paintGroups(context: CanvasRenderingContext2D, scene: Scene): void {
  const { flow, area, colours, zoom, selection, placeOf } = scene;
  const tree = groupTreeOf(flow);
  const groups = flow.groups.toSorted((a, b) => tree.depth(a) - tree.depth(b));
  for (const group of groups) {
    const rect = boundsOfGroup(flow, group, placeOf);
    if (rect === undefined || !overlaps(rect, area)) continue;
    const tint = colours.tints[toPaletteColour(group.colour)];
    const isSelected = selection.groups.has(group.id);
    paintTinted(context, rect, { colour: tint, alpha: 0.08 });
    context.strokeStyle = isSelected ? colours.accent : tint;
    context.globalAlpha = isSelected ? 1 : 0.5;
    context.lineWidth = Math.max(1, (isSelected ? 2 : 0.75) / zoom);
    context.beginPath();
    context.roundRect(rect.x, rect.y, rect.width, rect.height, 8);
    context.stroke();
    context.globalAlpha = 1;
    if (zoom >= wordsFrom) paintTitle(context, scene, { rect, title: group.title, tint });
  }
}

/** Fills an area with a colour that lets through what is behind it. */
export function paintTinted(
  context: CanvasRenderingContext2D,
  rect: Rect,
  { colour, alpha }: { colour: string; alpha: number },
): void {
  context.globalAlpha = alpha;
  context.fillStyle = colour;
  context.beginPath();
  context.roundRect(rect.x, rect.y, rect.width, rect.height, 8);
  context.fill();
  context.globalAlpha = 1;
}

/** Further away a title is larger than its strip, or nobody could read it. */
function paintTitle(
  context: CanvasRenderingContext2D,
  { colours, zoom }: Scene,
  { rect, title, tint }: { rect: Rect; title: string; tint: string },
): void {
  const size = Math.max(12, Math.min(36, 11 / zoom));
  context.save();
  context.beginPath();
  context.rect(rect.x, rect.y - size, rect.width, rect.height);
  context.clip();
  context.font = `600 ${size}px ${colours.font}`;
  context.textBaseline = size > 20 ? "bottom" : "middle";
  context.fillStyle = tint;
  context.fillText(title, rect.x + 12, size > 20 ? rect.y - 2 : rect.y + 14);
  context.restore();
}
