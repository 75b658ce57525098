import type { StepError, StepRunRecord } from "../../../core/model/RunRecord.ts";
import type { FlowEdge } from "../flow/Flow.ts";

/** What went over an edge in a run. */
export type Traffic =
  /** The producer has not ended, or was not part of a run. */
  | { kind: "unknown" | "going" }
  /** The edge was not taken, for this reason. */
  | { kind: "notTaken"; because: "failed" | "skipped" | "revoked" | "notRouted" | "noError" }
  /** It was taken, and the producer saved nothing. */
  | { kind: "nothing" }
  | { kind: "error"; error: StepError }
  | { kind: "data"; record: StepRunRecord & { data: NonNullable<StepRunRecord["data"]> } };

/** What went over an edge, by how both its ends are in the run. */
export function readTraffic(
  edge: Pick<FlowEdge, "kind">,
  { from, to }: { from: StepRunRecord | undefined; to: StepRunRecord | undefined },
): Traffic {
  if (from === undefined) return { kind: "unknown" };
  if (edge.kind === "error") return overErrorEdge(from);
  switch (from.state) {
    case "SUCCESS":
      if (to?.skipped?.reason === "not_routed" && to.skipped.step === from.name)
        return { kind: "notTaken", because: "notRouted" };
      return hasData(from) ? { kind: "data", record: from } : { kind: "nothing" };
    case "FAILURE":
      // With continue_on_error the edge is taken without data.
      return to?.state === "SKIPPED" || to === undefined
        ? { kind: "notTaken", because: "failed" }
        : { kind: "nothing" };
    case "SKIPPED":
      return { kind: "notTaken", because: "skipped" };
    case "REVOKED":
      return { kind: "notTaken", because: "revoked" };
    default:
      return { kind: "going" };
  }
}

function overErrorEdge({ state, error, finishedAt }: StepRunRecord): Traffic {
  if (finishedAt === undefined) return { kind: "going" };
  if (state === "SKIPPED") return { kind: "notTaken", because: "skipped" };
  if (state === "FAILURE" && error !== undefined) return { kind: "error", error };
  return { kind: "notTaken", because: "noError" };
}

function hasData(record: StepRunRecord): record is StepRunRecord & { data: NonNullable<StepRunRecord["data"]> } {
  return record.data !== undefined;
}
