import { createContext, useContext } from "react";
import type { FlowEdge } from "../../state/flow/Flow.ts";

/** An edge whose end is dragged to another step. */
export interface MovedEdge {
  edge: FlowEdge;
  end: "source" | "target";
}

export const MovedEdgeContext = createContext<MovedEdge | undefined>(undefined);

/** The edge whose end is on its way; undefined = a wire is drawn anew, or none. */
export function useMovedEdge(): MovedEdge | undefined {
  return useContext(MovedEdgeContext);
}
