import type { JsonObject } from "../../core/base/json.ts";
import type { StepRunState } from "../../core/model/RunRecord.ts";

/** An application of the kill test and what must come out of each of its runs. */
export interface KillCase {
  document: JsonObject & { name: string };
  states: Record<string, StepRunState>;
  /** Names that the last step has gathered from upstream, its own included. */
  gathered: { step: string; names: string[] };
  /** Runs of other applications that each run starts. */
  children: number;
}

const child = "kill_child";

function application(name: string, steps: JsonObject[]): JsonObject & { name: string } {
  const withDefaults = steps.map((step) => ({ file: "Effect", ...step }));
  return { name, app_variables: [{ name: "trail" }], steps: withDefaults };
}

function succeeding(...names: string[]): Record<string, StepRunState> {
  return Object.fromEntries(names.map((name): [string, StepRunState] => [name, "SUCCESS"]));
}

/** The application that `parent` triggers; it must be stored. */
export const childCase: KillCase = {
  document: application(child, [
    { name: "c1", work_ms: 30, output_to: ["c2"] },
    { name: "c2", work_ms: 60, spin: true },
  ]),
  states: succeeding("c1", "c2"),
  gathered: { step: "c2", names: ["c1", "c2"] },
  children: 0,
};

export const killCases: KillCase[] = [
  {
    document: application("kill_linear", [
      { name: "a", output_to: ["b"] },
      { name: "b", work_ms: 5, output_to: ["c"] },
      { name: "c", work_ms: 120, spin: true, output_to: ["d"] },
      { name: "d", work_ms: 60 },
    ]),
    states: succeeding("a", "b", "c", "d"),
    gathered: { step: "d", names: ["a", "b", "c", "d"] },
    children: 0,
  },
  {
    document: application("kill_parallel", [
      { name: "root", work_ms: 10, output_to: ["p1", "p2", "p3", "p4"] },
      { name: "p1", work_ms: 10, output_to: ["join"] },
      { name: "p2", work_ms: 40, output_to: ["join"] },
      { name: "p3", work_ms: 80, output_to: ["join"] },
      { name: "p4", work_ms: 50, spin: true, output_to: ["join"] },
      { name: "join", work_ms: 10 },
    ]),
    states: succeeding("root", "p1", "p2", "p3", "p4", "join"),
    gathered: { step: "join", names: ["root", "p1", "root", "p2", "root", "p3", "root", "p4", "join"] },
    children: 0,
  },
  {
    document: application("kill_retry", [
      { name: "first", output_to: ["flaky"] },
      { name: "flaky", work_ms: 15, fail_times: 2, retry_max: 5, retry_countdown: 0, output_to: ["last"] },
      { name: "last", work_ms: 15 },
    ]),
    states: succeeding("first", "flaky", "last"),
    gathered: { step: "last", names: ["first", "flaky", "last"] },
    children: 0,
  },
  {
    document: application("kill_route", [
      { name: "choose", work_ms: 15, go_to: ["right"], output_to: ["left", "right"] },
      { name: "left", output_to: ["end"] },
      { name: "right", work_ms: 40, output_to: ["end"] },
      { name: "end", work_ms: 15 },
    ]),
    states: { ...succeeding("choose", "right", "end"), left: "SKIPPED" },
    gathered: { step: "end", names: ["choose", "right", "end"] },
    children: 0,
  },
  {
    // Longer than the program needs to start again: an attempt that outlived its host would meet the next one.
    document: application("kill_long", [
      { name: "long", work_ms: 900, spin: true, output_to: ["after"] },
      { name: "after", work_ms: 10 },
    ]),
    states: succeeding("long", "after"),
    gathered: { step: "after", names: ["long", "after"] },
    children: 0,
  },
  {
    document: application("kill_parent", [
      { name: "before", output_to: ["trigger"] },
      {
        name: "trigger",
        file: "TriggerApplication",
        application: child,
        parameters: { trail: "${appvar.trail}" },
        wait: true,
        output_to: ["after"],
      },
      { name: "after", work_ms: 20 },
    ]),
    states: succeeding("before", "trigger", "after"),
    gathered: { step: "after", names: ["c1", "c2", "after"] },
    children: 1,
  },
];

/** The case of a run, by the name of its application. */
export function caseOf(appName: string): KillCase | undefined {
  return [...killCases, childCase].find((candidate) => candidate.document.name === appName);
}
