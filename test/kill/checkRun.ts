import type { JsonValue } from "../../core/base/json.ts";
import type { RunEvent } from "../../core/engine/RunEvent.ts";
import type { RunRecord, StepRunRecord } from "../../core/model/RunRecord.ts";
import { readApplication } from "../../core/model/readApplication.ts";
import type { KillCase } from "./applications.ts";
import type { Mark } from "./Trail.ts";

/** Everything known of one run when all is over. */
export interface Evidence {
  run: RunRecord;
  killCase: KillCase;
  steps: StepRunRecord[];
  /** In order. */
  events: RunEvent[];
  /** In order, by step run id. */
  marks: Map<string, Mark[]>;
  /** Saved data by step name. */
  dataOf(step: string): JsonValue | undefined;
  /** Runs that this one triggered. */
  children: RunRecord[];
}

export const mostRecoveries = 3;

/** Whether a step of the run was given up after being hit too often: then its run may fail. */
export function wasGivenUp({ steps }: Pick<Evidence, "steps">): boolean {
  return steps.some(isGivenUp);
}

function isGivenUp(step: StepRunRecord): boolean {
  return step.error?.exception === "RecoveryLimitException";
}

/** What is wrong with a run, as sentences. */
export function checkRun(evidence: Evidence): string[] {
  const { run } = evidence;
  const faults = [...checkEnd(evidence), ...checkOrder(evidence)];
  for (const step of evidence.steps) faults.push(...checkStep(evidence, step));
  return faults.map((fault) => `${run.id} (${run.appName}): ${fault}`);
}

function checkEnd(evidence: Evidence): string[] {
  const { run, killCase, steps, events, children } = evidence;
  const faults: string[] = [];
  const ends = events.filter((event) => event.type === "run.finished");
  if (ends.length !== 1 || events.at(-1)?.type !== "run.finished") faults.push("does not end with one run.finished");
  if (events[0]?.type !== "run.accepted") faults.push("does not begin with run.accepted");
  if (wasGivenUp(evidence) || children.some((child) => child.state === "FAILURE")) {
    if (run.state !== "FAILURE") faults.push(`is ${run.state} though a step was given up`);
    return faults;
  }
  if (run.state !== "SUCCESS") faults.push(`ended as ${run.state}`);
  const states = Object.fromEntries(steps.map((step) => [step.name, step.state]));
  if (!isSame(sortKeys(states), sortKeys(killCase.states))) faults.push(`has steps ${JSON.stringify(states)}`);
  const { step, names } = killCase.gathered;
  const gathered = evidence.dataOf(step);
  if (!isSame(gathered, names)) faults.push(`"${step}" gathered ${JSON.stringify(gathered)}`);
  if (children.length !== killCase.children) faults.push(`started ${children.length} child runs`);
  return faults;
}

/** No consumer began before its producers were over, by the events and by the marks. */
function checkOrder({ run, killCase, events, steps, marks }: Evidence): string[] {
  const faults: string[] = [];
  const view = readApplication(killCase.document, () => undefined);
  const at = (type: RunEvent["type"], name: string): number[] =>
    events.flatMap((event) => (event.type === type && "step" in event && event.step === name ? [event.seq ?? 0] : []));
  const marksOf = (name: string, kind: Mark["kind"]): number[] =>
    (marks.get(steps.find((step) => step.name === name)?.id ?? "") ?? [])
      .filter((mark) => mark.kind === kind)
      .map((mark) => mark.at);
  for (const producer of view.steps) {
    for (const consumer of producer.outputTo) {
      const [begin] = at("step.started", consumer);
      const [end] = at("step.finished", producer.name);
      if (begin !== undefined && (end === undefined || end > begin)) {
        faults.push(`"${consumer}" started before "${producer.name}" was finished`);
      }
      if (Math.min(...marksOf(consumer, "start")) < Math.max(...marksOf(producer.name, "end"))) {
        faults.push(`"${consumer}" ran before "${producer.name}" had ended in ${run.id}`);
      }
    }
  }
  return faults;
}

function checkStep({ events, marks }: Evidence, step: StepRunRecord): string[] {
  const own = events.filter(
    (event) => "stepRunId" in event && event.stepRunId === step.id && event.type !== "step.log",
  );
  return [...checkEvents(own, step), ...checkMarks(marks.get(step.id) ?? [], step)].map(
    (fault) => `"${step.name}" ${fault}`,
  );
}

function checkEvents(events: RunEvent[], step: StepRunRecord): string[] {
  const faults: string[] = [];
  const finished = events.filter((event) => event.type === "step.finished");
  if (finished.length !== 1) faults.push(`was finished ${finished.length} times`);
  if (events.at(-1)?.type !== "step.finished") faults.push(`went on after it was finished: ${events.at(-1)?.type}`);
  const attempts = events.flatMap((event) => (event.type === "step.started" ? [event.attempt] : []));
  if (
    !isSame(
      attempts,
      attempts.map((_, index) => index + 1),
    )
  )
    faults.push(`has attempts ${attempts.join(", ")}`);
  if (attempts.length !== step.attempts) faults.push(`began ${attempts.length} attempts and counts ${step.attempts}`);
  const between = events.filter(
    (event, index) => event.type === "step.started" && events[index - 1]?.type === "step.started",
  );
  if (between.length > 0) faults.push("began an attempt while another one was on");
  const recoveries = events.filter((event) => event.type === "step.recovered").length;
  if (recoveries > mostRecoveries) faults.push(`was recovered ${recoveries} times`);
  if (isGivenUp(step) && recoveries < mostRecoveries) faults.push(`was given up after ${recoveries} recoveries`);
  if (step.state === "SKIPPED" && attempts.length > 0) faults.push("ran and was skipped");
  return faults;
}

function checkMarks(marks: Mark[], step: StepRunRecord): string[] {
  const faults: string[] = [];
  const starts = marks.filter((mark) => mark.kind === "start");
  if (marks.some((mark) => mark.kind === "overlap")) faults.push("began while an earlier attempt of it lived");
  if (starts.length > step.attempts) faults.push(`ran ${starts.length} times in ${step.attempts} attempts`);
  const isEffect = step.file === "Effect";
  if (isEffect && step.state === "SUCCESS" && !marks.some((mark) => mark.kind === "end"))
    faults.push("never ran to its end");
  if (step.state === "SKIPPED" && starts.length > 0) faults.push("ran though it was skipped");
  const late = starts.filter((mark) => mark.at > (step.finishedAt ?? 0));
  if (late.length > 0) faults.push("ran again after it was finished");
  for (const [index, mark] of marks.entries()) {
    const begun = marks.slice(0, index).findLast((earlier) => earlier.kind === "start");
    if (mark.kind !== "start" && mark.kind !== "overlap" && begun?.pid !== mark.pid) {
      faults.push("was still worked on by an attempt that should have been dead");
    }
  }
  return faults;
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function sortKeys(record: Record<string, unknown>): [string, unknown][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
