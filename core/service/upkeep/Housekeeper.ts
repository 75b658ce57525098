import type { Clock, Timer } from "../../base/Clock.ts";
import type { UpkeepTask } from "./UpkeepTask.ts";

/** From the end of one round to the next, ms. */
export const roundEvery = 60_000;
/** After the start the program has more urgent things to do, ms. */
const firstAfter = 5000;
/** The shortest rest between two slices, ms. */
const shortestRest = 5;

interface Parts {
  clock: Clock;
  tasks: readonly UpkeepTask[];
  /** What a task failed with; the others go on, and it is tried again in the next round. */
  onBug(error: unknown): void;
}

/**
 * Does the tasks of upkeep again and again. Between two slices it rests as long as the last one took, so that whoever else
 * needs the store has at least half of its time.
 */
export class Housekeeper {
  private readonly parts: Parts;
  private timer: Timer | undefined;
  private wake: (() => void) | undefined;
  private work: Promise<void> | undefined;
  private phase: "new" | "running" | "stopped" = "new";

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** The first round begins 5 s later. */
  start(): void {
    if (this.phase !== "new") return;
    this.phase = "running";
    this.plan(firstAfter);
  }

  /** Resolves when the slice under way has ended; no other begins. */
  async stop(): Promise<void> {
    this.phase = "stopped";
    this.timer?.cancel();
    this.wake?.();
    await this.work;
  }

  private plan(delay: number): void {
    if (this.phase !== "running") return;
    this.timer = this.parts.clock.after(delay, () => {
      this.work = this.round().then(() => this.plan(roundEvery));
    });
  }

  private async round(): Promise<void> {
    const { clock, tasks, onBug } = this.parts;
    for (const task of tasks) {
      try {
        let began = clock.now();
        for await (const _ of task.slices(began)) {
          await this.rest(Math.max(shortestRest, clock.now() - began));
          if (this.phase !== "running") return;
          began = clock.now();
        }
      } catch (error) {
        onBug(error);
      }
      if (this.phase !== "running") return;
    }
  }

  private async rest(ms: number): Promise<void> {
    // Stopped while a slice was under way: nobody would end the rest.
    if (this.phase !== "running") return;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      this.timer = this.parts.clock.after(ms, resolve);
    });
  }
}
