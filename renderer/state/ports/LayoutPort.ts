/** A flow as boxes and arrows, without their places. */
export interface LayoutGraph {
  nodes: readonly { id: string; width: number; height: number }[];
  edges: readonly { from: string; to: string }[];
}

export interface PlacedNode {
  id: string;
  /** Upper left corner, in canvas units. */
  x: number;
  y: number;
}

/** Finds places for the boxes of a flow, left to right. Rejects when the work could not be done. */
export interface LayoutPort {
  arrange(graph: LayoutGraph): Promise<PlacedNode[]>;
}
