import { expect, test } from "vitest";
import type { StepRunRecord } from "../../../../core/model/RunRecord.ts";
import { readFlow } from "../../../../renderer/state/flow/readFlow.ts";
import { countAttempts } from "../../../../renderer/state/live/countAttempts.ts";
import { buildEditState } from "../../support/buildEditState.ts";

test("only what may be tried again has attempts: going on after a wait is none", () => {
  const state = buildEditState({ each: {}, call: { retry_max: "3" } });
  const [each, call] = readFlow({ state, manifests: () => undefined }).steps;
  if (each === undefined || call === undefined) throw new Error("no steps");
  const record = { attempts: 2 } as StepRunRecord;
  expect([countAttempts(each, record), countAttempts(call, record)]).toEqual([1, 2]);
});
