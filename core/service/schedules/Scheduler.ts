import type { Clock, Timer } from "../../base/Clock.ts";
import type { Emitter, Unsubscribe } from "../../base/Emitter.ts";
import { isSluiceError } from "../../base/SluiceError.ts";
import type { FiringStart, RequestKey } from "../../engine/ports/RunStore.ts";
import type { RunEvent } from "../../engine/RunEvent.ts";
import type { TriggeredBy } from "../../model/RunRecord.ts";
import type { FiringError, Schedule } from "../../model/Schedule.ts";
import { problemsOf } from "../failures.ts";
import type { ScheduleRepository } from "../ports/ScheduleRepository.ts";
import type { AcceptedRun } from "../runs/RunService.ts";
import { type PlannedFiring, planFirings } from "./planFirings.ts";
import type { ScheduleService } from "./ScheduleService.ts";
import { type FiringParts, startFiring } from "./startFiring.ts";

/** Firings of one schedule that may wait for the run before; more are skipped. */
export const mostWaiting = 100;
/** The clock of the machine may be set, and timers stand still while it sleeps: look at least this often, ms. */
const longestSleep = 30_000;
/** How long a schedule rests whose firings cannot be stored, ms. */
const restMs = 60_000;
/** How often in a row a schedule may turn out to be changed. */
const mostRefused = 5;

interface Parts extends FiringParts {
  clock: Clock;
  schedules: ScheduleService;
  repository: ScheduleRepository;
  /** The engine's events. */
  events: Pick<Emitter<RunEvent>, "subscribe">;
  onBug(error: unknown): void;
}

/**
 * Starts the runs of schedules at their due times. What becomes of a due time is stored with the next one in a single
 * transaction, so that a crash neither loses nor doubles it. An error is recorded with the due time and stops nothing.
 */
export class Scheduler {
  private readonly parts: Parts;
  /** Schedules at work, each until it has nothing to do. */
  private readonly active = new Map<string, Promise<void>>();
  /** Until when schedules rest that could not be stored. */
  private readonly resting = new Map<string, number>();
  private subscriptions: Unsubscribe[] = [];
  private timer: Timer | undefined;
  private phase: "new" | "running" | "stopped" = "new";
  /** Whether an end of a run may free a firing that waits. */
  private hasWaiting = true;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** From now on schedules fire, those too that were due before. */
  start(): void {
    if (this.phase !== "new") return;
    this.phase = "running";
    const { schedules, events } = this.parts;
    this.subscriptions = [
      schedules.changes.subscribe(() => this.look()),
      events.subscribe((event) => {
        if (event.type === "run.finished" && this.hasWaiting) this.look();
      }),
    ];
    this.look();
  }

  /** Nothing fires any more; resolves when what is under way is stored. */
  async stop(): Promise<void> {
    this.phase = "stopped";
    this.timer?.cancel();
    for (const unsubscribe of this.subscriptions) unsubscribe();
    await this.settled();
  }

  /** Resolves when everything that was due has been started or recorded. */
  async settled(): Promise<void> {
    while (this.active.size > 0) await Promise.all(this.active.values());
  }

  /** Runs a schedule now, also a disabled one and beside a run that goes on; its due times stay. Throws what keeps it from running. */
  async runNow(
    name: string,
    { triggeredBy, requestKey }: { triggeredBy: TriggeredBy; requestKey?: RequestKey | undefined },
  ): Promise<AcceptedRun> {
    const { clock, repository } = this.parts;
    const schedule = this.parts.schedules.get(name);
    let at = clock.now();
    while (at === schedule.nextAt || repository.findFiring(name, at) !== undefined) at += 1;
    const firing: FiringStart = { schedule: name, at, from: at, kind: "manual", missed: 0, nextAt: undefined };
    return startFiring(schedule, { firing, triggeredBy, requestKey, parts: this.parts });
  }

  /** Sets every schedule to work that has something to do, and the timer for the next one. */
  private look(): void {
    if (this.phase !== "running") return;
    let sleep = longestSleep;
    try {
      const now = this.parts.clock.now();
      for (const name of this.findBusy(now)) {
        if (!this.active.has(name) && (this.resting.get(name) ?? now) <= now) this.activate(name);
      }
      sleep = Math.min(sleep, (this.parts.repository.nextDue(now) ?? Number.POSITIVE_INFINITY) - now);
    } catch (error) {
      this.parts.onBug(error);
    }
    this.timer?.cancel();
    this.timer = this.parts.clock.after(sleep, () => this.look());
  }

  /** Names of the schedules that are due, or have a firing that waits no longer. */
  private findBusy(now: number): Set<string> {
    const { repository } = this.parts;
    const waiting = repository.withWaiting();
    this.hasWaiting = waiting.length > 0;
    const free = waiting.filter((name) => repository.unfinishedRun(name) === undefined);
    return new Set([...repository.due(now), ...free]);
  }

  private activate(name: string): void {
    this.resting.delete(name);
    const work = this.work(name)
      .catch((error: unknown) => {
        this.resting.set(name, this.parts.clock.now() + restMs);
        this.parts.onBug(error);
      })
      .then(() => {
        this.active.delete(name);
        // It may have become due meanwhile.
        this.look();
      });
    this.active.set(name, work);
  }

  /** Does what a schedule has to do, until it has nothing to do. */
  private async work(name: string): Promise<void> {
    for (let refused = 0; this.phase === "running"; ) {
      try {
        if (!(await this.step(name))) return;
        refused = 0;
      } catch (error) {
        // Someone changed the schedule while its run was made: look again at what it is now.
        refused += 1;
        if (!isSluiceError(error, "changed_meanwhile") || refused > mostRefused) throw error;
      }
    }
  }

  /** One firing; false = there is nothing to do now. */
  private async step(name: string): Promise<boolean> {
    const { repository, clock } = this.parts;
    const schedule = repository.find(name);
    if (schedule === undefined) return false;
    const [oldest] = repository.waiting(name);
    if (oldest !== undefined && repository.unfinishedRun(name) === undefined) {
      await this.takeUp(schedule, oldest.at);
      return true;
    }
    if (schedule.nextAt === undefined) return false;
    const planned = tryPlan(schedule, clock.now());
    if ("error" in planned) {
      const { error } = planned;
      const due = { at: schedule.nextAt, from: schedule.nextAt, missed: 0, nextAt: undefined };
      await repository.record(name, { ...due, state: "failed", error });
      return true;
    }
    if (planned.firing === undefined) return false;
    await this.fire(schedule, planned.firing);
    return true;
  }

  private async takeUp(schedule: Schedule, at: number): Promise<void> {
    const { name } = schedule;
    const firing: FiringStart = { schedule: name, at, from: at, kind: "waiting", missed: 0, nextAt: undefined };
    const error = await this.tryStart(schedule, firing);
    if (error !== undefined) await this.parts.repository.settle(name, { at, state: "failed", error });
  }

  private async fire(schedule: Schedule, { skipped, ...due }: PlannedFiring): Promise<void> {
    const { repository } = this.parts;
    const { name, overlap } = schedule;
    // The clock was set back: this due time had its run.
    if (repository.findFiring(name, due.at) !== undefined) return repository.advance(name, due);
    if (skipped) return repository.record(name, { ...due, state: "skipped", skipped: "missed" });
    const waiting = repository.waiting(name).length;
    if (overlap !== "allow" && (waiting > 0 || repository.unfinishedRun(name) !== undefined)) {
      if (overlap === "skip") return repository.record(name, { ...due, state: "skipped", skipped: "overlap" });
      this.hasWaiting = true;
      if (waiting < mostWaiting) return repository.record(name, { ...due, state: "waiting" });
      return repository.record(name, { ...due, state: "skipped", skipped: "too_many_waiting" });
    }
    const error = await this.tryStart(schedule, { ...due, schedule: name, kind: "due" });
    if (error !== undefined) await repository.record(name, { ...due, state: "failed", error });
  }

  /** Resolves with what keeps the run from starting; rejects when the schedule was changed or the program is stopping. */
  private async tryStart(schedule: Schedule, firing: FiringStart): Promise<FiringError | undefined> {
    try {
      await startFiring(schedule, { firing, triggeredBy: { kind: "SCHEDULE" }, parts: this.parts });
      return undefined;
    } catch (error) {
      if (isSluiceError(error, "changed_meanwhile")) throw error;
      if (isSluiceError(error) && error.kind !== "bug") {
        const problems = problemsOf(error).filter(({ severity }) => severity === "error");
        return { code: error.code, message: error.message, ...(problems.length === 0 ? {} : { problems }) };
      }
      this.parts.onBug(error);
      return { code: "internal", message: "A fault in the program kept the run from starting. Its log says more." };
    }
  }
}

/** Times that were fine when they were stored may not be any more: a time zone can leave the database. */
function tryPlan(schedule: Schedule, now: number): { firing: PlannedFiring | undefined } | { error: FiringError } {
  try {
    return { firing: planFirings(schedule, now)[0] };
  } catch (error) {
    if (!isSluiceError(error, "invalid_schedule")) throw error;
    return { error: { code: error.code, message: error.message } };
  }
}
