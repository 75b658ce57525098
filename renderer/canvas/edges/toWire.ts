import type { Wire } from "../../state/flow/findConnectRefusal.ts";

/** A wire from the ids of a handle: `error`, or `out:` and the name of the output. */
export function toWire(ends: { from: string; to: string; handle: string | null | undefined }): Wire {
  return { from: ends.from, to: ends.to, ...toWireStart(ends.handle) };
}

/** A wire between two handles, in whichever direction it is drawn; undefined while it ends nowhere. */
export function wireBetween({ fromNode, fromHandle, toNode, toHandle }: Ends): Wire | undefined {
  if (fromNode === null || toNode === null) return undefined;
  return fromHandle?.type === "target"
    ? toWire({ from: toNode.id, to: fromNode.id, handle: toHandle?.id })
    : toWire({ from: fromNode.id, to: toNode.id, handle: fromHandle?.id });
}

interface Ends {
  fromNode: { id: string } | null;
  fromHandle: { id?: string | null; type: string } | null;
  toNode: { id: string } | null;
  toHandle: { id?: string | null } | null;
}

export function toWireStart(handle: string | null | undefined): Pick<Wire, "kind" | "output"> {
  if (handle === "error") return { kind: "error", output: "" };
  return { kind: "output", output: handle?.startsWith("out:") ? handle.slice(4) : "" };
}
