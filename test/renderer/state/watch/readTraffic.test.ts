import { expect, test } from "vitest";
import type { StepRunRecord } from "../../../../core/model/RunRecord.ts";
import type { EdgeKind } from "../../../../renderer/state/flow/Flow.ts";
import { readTraffic } from "../../../../renderer/state/watch/readTraffic.ts";
import { buildStepRun } from "../../support/buildStepRun.ts";

const error = { exception: "TypeError", message: "no", attempt: 1 };
const data = { kind: "list", bytes: 9, count: 2 } as const;

/** What went over an edge from `from` to `to`, in a word or two. */
function over(
  kind: EdgeKind,
  from: Partial<StepRunRecord> | undefined,
  to: Partial<StepRunRecord> | undefined = undefined,
): string {
  const traffic = readTraffic(
    { kind },
    { from: from && buildStepRun("from", { finishedAt: 1, ...from }), to: to && buildStepRun("to", to) },
  );
  return traffic.kind === "notTaken" ? `notTaken ${traffic.because}` : traffic.kind;
}

test("over the edges of a step that succeeded went what it saved, but not where it did not route", () => {
  expect(over("success", { data })).toBe("data");
  expect(over("success", {})).toBe("nothing");
  const skipped = { state: "SKIPPED", skipped: { reason: "not_routed", step: "from" } } as const;
  expect(over("route", { data }, skipped)).toBe("notTaken notRouted");
  expect(over("route", { data }, { ...skipped, skipped: { reason: "not_routed", step: "other" } })).toBe("data");
  expect(over("error", { data })).toBe("notTaken noError");
});

test("over those of a step that failed went its error, and nothing over the others", () => {
  const failed = { state: "FAILURE", error } as const;
  expect(over("error", failed)).toBe("error");
  expect(over("success", failed, { state: "SKIPPED" })).toBe("notTaken failed");
  expect(over("success", failed, { state: "SUCCESS" })).toBe("nothing");
});

test("over those of a step that did not run or goes on went nothing yet", () => {
  expect(over("success", undefined)).toBe("unknown");
  for (const state of ["PENDING", "STARTED", "RETRY", "WAITING"] as const) {
    expect(over("success", { state, finishedAt: undefined })).toBe("going");
    expect(over("error", { state, finishedAt: undefined })).toBe("going");
  }
  expect(over("success", { state: "SKIPPED" })).toBe("notTaken skipped");
  expect(over("error", { state: "SKIPPED" })).toBe("notTaken skipped");
  expect(over("success", { state: "REVOKED" })).toBe("notTaken revoked");
});
