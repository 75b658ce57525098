import type { FiringError, FiringRecord, Schedule, ScheduleSettings, SkippedFiring } from "../../model/Schedule.ts";

/** Schedules and what became of their due times. A write that meets a schedule changed meanwhile throws `changed_meanwhile`. */
export interface ScheduleRepository {
  /** By name. */
  list(application?: string): Schedule[];
  find(name: string): Schedule | undefined;
  /** The ciphertext of its parameters. */
  findSealedParams(name: string): string | undefined;
  /** Throws `already_exists`. */
  insert(schedule: ScheduleSettings & { name: string; nextAt: number | undefined }): Promise<void>;
  /** `revision`: the one that was changed. `next`: absent = the next due time stays. Firings that wait are given up when it is disabled. */
  update(
    schedule: ScheduleSettings & { name: string },
    change: { revision: number; next?: { at: number | undefined } },
  ): Promise<void>;
  delete(name: string): Promise<boolean>;

  /** Names of the schedules that are due at `now`, ms. */
  due(now: number): string[];
  /** The earliest due time of all schedules after a moment. */
  nextDue(after: number): number | undefined;
  /** Names of the schedules with firings that wait. */
  withWaiting(): string[];
  /** Firings that wait, the oldest first. */
  waiting(name: string): FiringRecord[];
  /** Id of a run of the schedule that has not ended. */
  unfinishedRun(name: string): string | undefined;
  findFiring(name: string, at: number): FiringRecord | undefined;
  /** The newest firings before a moment, the newest first. */
  firings(name: string, page: { before: number; limit: number }): FiringRecord[];
  /** Firings of all schedules, by time; both ends are within. */
  firingsBetween(range: { from: number; until: number; limit: number }): FiringRecord[];

  /** The due time that is stored, `from`, is over; the next one is `nextAt`. */
  advance(name: string, step: { from: number; nextAt: number | undefined }): Promise<void>;
  /** As `advance`, and says what became of the due time, which has no run. */
  record(
    name: string,
    firing: {
      at: number;
      from: number;
      state: "waiting" | "skipped" | "failed";
      missed: number;
      nextAt: number | undefined;
      skipped?: SkippedFiring;
      error?: FiringError;
    },
  ): Promise<void>;
  /** A firing that waited will have no run. */
  settle(
    name: string,
    firing: { at: number; state: "skipped" | "failed"; skipped?: SkippedFiring; error?: FiringError },
  ): Promise<void>;
}
