import { expect, test } from "vitest";
import type { FailedRun } from "../../core/client/followFailures.ts";
import { UnseenFailures } from "../../core/client/UnseenFailures.ts";

function openBench() {
  const view = { inView: "", off: "" };
  const unseen = new UnseenFailures({
    isInView: (application) => view.inView === application,
    isTold: (application) => view.off !== application,
  });
  return { view, unseen };
}

const failed = (application: string, run = "r1"): FailedRun => ({
  run,
  application,
  step: { id: "s1", name: "Read", message: "no file" },
});

test("a failed run is told with its step, and leads there", () => {
  expect(openBench().unseen.add(failed("My flow/2"))).toEqual({
    application: "My flow/2",
    title: "My flow/2 failed",
    body: "Read: no file",
    address: "/applications/My%20flow%2F2?run=r1&step=s1",
  });
});

test("without a step of a stored document it leads to the run", () => {
  const { unseen } = openBench();
  expect(unseen.add({ run: "r", application: "a" })).toMatchObject({
    body: "The run failed.",
    address: "/applications/a?run=r",
  });
  const step = { id: undefined, name: "Read", message: "x".repeat(500) };
  const notice = unseen.add({ run: "r", application: "b", step });
  expect(notice?.address).toBe("/applications/b?run=r");
  expect(notice?.body).toHaveLength(200);
});

test("a SyncPack that could not be brought into use is told with its version, and leads to its page", () => {
  const { unseen, view } = openBench();
  expect(unseen.add(failed("syncpack:my pack@1.0.0"))).toEqual({
    application: "syncpack:my pack",
    title: "SyncPack my pack 1.0.0 failed",
    body: "Read: no file",
    address: "/syncpacks/my%20pack?version=1.0.0",
  });
  // Its page is one place for all its versions.
  expect(unseen.add(failed("syncpack:my pack@1.1.0"))?.title).toBe("SyncPack my pack 1.1.0 failed 2 times");
  expect([unseen.see("syncpack:my pack"), unseen.total]).toEqual([true, 0]);
  view.inView = "syncpack:my pack";
  expect(unseen.add(failed("syncpack:my pack@1.0.0"))).toBeUndefined();
});

test("more failures of one application are one notification that counts, of the last run", () => {
  const { unseen } = openBench();
  unseen.add(failed("a", "r1"));
  expect(unseen.add(failed("a", "r2"))).toMatchObject({
    title: "a failed 2 times",
    address: "/applications/a?run=r2&step=s1",
  });
  expect(unseen.add(failed("b"))?.title).toBe("b failed");
  expect(unseen.total).toBe(3);
});

test("looking at an application takes its failures off and leaves the others", () => {
  const { unseen } = openBench();
  unseen.add(failed("a"));
  unseen.add(failed("b"));
  expect([unseen.see("a"), unseen.see("a"), unseen.total]).toEqual([true, false, 1]);
  expect(unseen.add(failed("a"))?.title).toBe("a failed");
});

test("nothing is told or counted of what is in view or switched off", () => {
  const { unseen, view } = openBench();
  view.inView = "a";
  view.off = "b";
  expect([unseen.add(failed("a")), unseen.add(failed("b")), unseen.total]).toEqual([undefined, undefined, 0]);
});
