import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { FlowEdge } from "../flow/Flow.ts";
import type { Wire } from "../flow/findConnectRefusal.ts";

/** The operation that makes a wire an edge. */
export function connectOperation({ from, to, kind, output }: Wire): EditOperation {
  if (kind === "error") return { op: "connect", kind, from, to };
  return { op: "connect", kind, from, to, ...(output === "" ? {} : { output }) };
}

/** The operation that removes an edge. */
export function disconnectOperation({ kind, from, to, output }: FlowEdge): EditOperation {
  if (kind === "error") return { op: "disconnect", kind, from, to };
  return { op: "disconnect", kind: "output", from, to, ...(output === undefined ? {} : { output }) };
}
