import { expect, test } from "vitest";
import type { StepRunRecord } from "../../../../core/model/RunRecord.ts";
import { createLiveStore } from "../../../../renderer/state/live/createLiveStore.ts";
import { createRunNews } from "../../../../renderer/state/watch/createRunNews.ts";
import { FakeClock } from "../../../support/FakeClock.ts";
import { buildStepRun } from "../../support/buildStepRun.ts";

function open() {
  const clock = new FakeClock(1_000);
  const live = createLiveStore((run) => run());
  const news = createRunNews({ live, clock });
  const told = () =>
    news.store
      .getState()
      .messages.map((message) => ("name" in message ? `${message.kind} ${message.name}` : message.kind));
  const tell = (state: "PENDING" | "STARTED" | "SUCCESS" | "FAILURE", id = "run-1", warning = false) =>
    live.setRun({ id, state, warning, acceptedAt: 1_000 });
  const end = (name: string, change: Partial<StepRunRecord> = {}) =>
    live.push([buildStepRun(name, { startedAt: 1_000, finishedAt: 1_500, ...change })]);
  return { clock, live, news, told, tell, end };
}

test("a run that goes on tells its begin, each failure and warning once, and its end", () => {
  const { clock, live, news, told, tell, end } = open();
  tell("PENDING");
  live.push([buildStepRun("a", { state: "PENDING" }), buildStepRun("b", { state: "PENDING" })]);
  tell("STARTED");
  expect(told()).toEqual(["started"]);
  end("a", { warning: true });
  end("a", { warning: true });
  end("b", { state: "FAILURE", error: { exception: "Error", message: "no", attempt: 1 } });
  end("c");
  expect(told()).toEqual(["started", "warned a", "failed b"]);
  expect(news.store.getState()).toMatchObject({ ended: 3, steps: 3, more: 0 });
  clock.advance(900);
  tell("FAILURE");
  expect(told()).toEqual(["started", "warned a", "failed b", "ended"]);
  expect(news.store.getState().messages.at(-1)).toMatchObject({ state: "FAILURE", took: 500 });
  clock.advance(60_000);
  expect(told()).toHaveLength(4);
  news.clear();
  expect(told()).toEqual([]);
});

test("of many failures the last are listed and the others counted", () => {
  const { news, told, tell, end } = open();
  tell("STARTED");
  for (let index = 0; index < 9; index += 1) end(`s${index}`, { state: "FAILURE" });
  expect(told()).toEqual(["started", "failed s5", "failed s6", "failed s7", "failed s8"]);
  expect(news.store.getState().more).toBe(5);
});

test("what ended well goes by itself, and another run begins anew", () => {
  const { clock, told, tell, end } = open();
  tell("STARTED");
  end("a", { state: "FAILURE" });
  tell("STARTED", "run-2");
  expect(told()).toEqual(["started"]);
  tell("SUCCESS", "run-2");
  expect(told()).toEqual(["started", "ended"]);
  clock.advance(8_000);
  expect(told()).toEqual([]);
  tell("STARTED", "run-3");
  tell("SUCCESS", "run-3", true);
  clock.advance(8_000);
  expect(told()).toEqual(["started", "ended"]);
  tell("STARTED", "run-4");
  tell("SUCCESS", "run-4");
  tell("STARTED", "run-5");
  clock.advance(8_000);
  expect(told()).toEqual(["started"]);
});

test("a run that had ended when it was shown tells nothing", () => {
  const { told, tell, end } = open();
  tell("FAILURE");
  end("a", { state: "FAILURE" });
  tell("FAILURE");
  expect(told()).toEqual([]);
});
