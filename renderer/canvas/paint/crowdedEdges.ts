import { boundsOf } from "../../state/edits/moveItems.ts";
import type { DrawnEdge } from "../edges/drawnEdges.ts";

/** The least width of a painted edge, in canvas units. */
export const thinnest = 1.5;
/** How much of themselves crowded edges show. */
export const crowdedAlpha = 0.35;
/** The part of a flow that is covered when its edges are laid beside each other: with more, little is seen between them. */
const mostCovered = 0.15;
/** From far away so many are a crowd whatever they cover. */
const many = 1_000;
const far = 0.4;

/** Whether there are so many edges that they let through what is behind them. */
export function areCrowdedAt(edges: readonly DrawnEdge[], zoom: number): boolean {
  return (edges.length > many && zoom < far) || coveredBy(edges) > mostCovered;
}

const covered = new WeakMap<readonly DrawnEdge[], number>();

function coveredBy(edges: readonly DrawnEdge[]): number {
  const known = covered.get(edges);
  if (known !== undefined) return known;
  const { width, height } = boundsOf(edges.map(({ bounds }) => bounds));
  const length = edges.reduce((sum, { bounds }) => sum + bounds.width + bounds.height, 0);
  // The edges of a small flow, or of one line of steps, are no crowd however narrow the room around them is.
  const part = edges.length < many ? 0 : (length * thinnest) / Math.max(1, width * height);
  covered.set(edges, part);
  return part;
}
