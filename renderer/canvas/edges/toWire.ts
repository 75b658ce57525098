import type { Wire } from "../../state/flow/findConnectRefusal.ts";

/** A wire from the ids of a handle: `error`, or `out:` and the name of the output. */
export function toWire(ends: { from: string; to: string; handle: string | null | undefined }): Wire {
  return { from: ends.from, to: ends.to, ...toWireStart(ends.handle) };
}

export function toWireStart(handle: string | null | undefined): Pick<Wire, "kind" | "output"> {
  if (handle === "error") return { kind: "error", output: "" };
  return { kind: "output", output: handle?.startsWith("out:") ? handle.slice(4) : "" };
}
