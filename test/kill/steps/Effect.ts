import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { BaseStep, boolean, defineParameters, list, number, text } from "sluice";
import { Trail } from "../Trail.ts";

const parameters = defineParameters({
  trail: text({ title: "Folder of the trail", defaultValue: "${appvar.trail}", required: true }),
  work_ms: number({ title: "Duration in ms", defaultValue: 20 }),
  spin: boolean({ title: "Keeps the processor busy and hears nothing", defaultValue: false }),
  fail_times: number({ title: "Failures before it succeeds", defaultValue: 0 }),
  go_to: list<string>({ title: "Routes to these steps only", defaultValue: [] }),
});

/** A step with side effects that last: says when it starts and ends, and notices an attempt of the same step run that still lives. */
export default class Effect extends BaseStep.with(parameters) {
  override friendlyName = "Effect";
  override description = "Leaves marks of what it does";
  override version = "1.0.0";

  override async execute() {
    const trail = new Trail(this.getParameter("trail"));
    const mark = (kind: "start" | "end" | "fail" | "overlap"): void =>
      trail.mark({ kind, key: this.idempotencyKey, pid: process.pid, at: Date.now() });
    if (this.#isHeldByAnother()) mark("overlap");
    writeFileSync(this.#path("hold"), `${process.pid} ${startOf(process.pid)}`);
    mark("start");
    this.logger.flow(`begins ${this.getName()}`);
    await this.#work();
    if (this.#mustFail()) {
      mark("fail");
      rmSync(this.#path("hold"));
      throw new Error("not yet");
    }
    const goTo = this.getParameter("go_to") ?? [];
    if (goTo.length > 0) this.routeTo(goTo);
    await this.saveDataForNextStep([...namesBefore(this.joinPreviousStepData()), this.getName()]);
    mark("end");
    rmSync(this.#path("hold"));
  }

  async #work(): Promise<void> {
    const milliseconds = this.getParameter("work_ms") ?? 0;
    if (!this.getParameter("spin")) {
      await wait(milliseconds);
      return;
    }
    const end = Date.now() + milliseconds;
    while (Date.now() < end);
  }

  #mustFail(): boolean {
    const failures = Number(read(this.#path("failures")) ?? 0);
    if (failures >= (this.getParameter("fail_times") ?? 0)) return false;
    writeFileSync(this.#path("failures"), String(failures + 1));
    return true;
  }

  #isHeldByAnother(): boolean {
    const [pid, start] = (read(this.#path("hold")) ?? "").split(" ");
    // Only Linux tells when a process started.
    if (pid === undefined || start === undefined || start === "") return false;
    return Number(pid) !== process.pid && startOf(Number(pid)) === start;
  }

  #path(name: string): string {
    return join(this.getParameter("trail"), `${name}-${this.idempotencyKey}`);
  }
}

/** Names of the steps upstream: lists of names, or the data of a child run's last steps. */
function namesBefore(joined: unknown): unknown[] {
  if (Array.isArray(joined)) return joined;
  const data = (joined as { data?: Record<string, unknown[]> } | undefined)?.data;
  return data === undefined ? [] : Object.values(data).flat();
}

/** When a process started, as the system counts; empty if it does not run. */
function startOf(pid: number): string {
  const stat = read(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, "")
    .split(" ");
  // A zombie has ended. State is the 3rd field of the file, the start the 22nd.
  return stat === undefined || stat[0] === "Z" ? "" : (stat[19] ?? "");
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
