import { Emitter } from "../../base/Emitter.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { FiringRecord, Schedule, ScheduleSettings, ScheduleTimes } from "../../model/Schedule.ts";
import { scheduleLimits } from "../../model/Schedule.ts";
import { assertScheduleTimes } from "../../model/scheduleTimes.ts";
import type { ApplicationService } from "../applications/ApplicationService.ts";
import type { ConfigurationService } from "../configurations/ConfigurationService.ts";
import { nearestName } from "../failures.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { type Calendar, createCalendar, withoutFault } from "./createCalendar.ts";
import { firstDueTime, listDueTimes } from "./dueTimes.ts";

/** What a new schedule must say; the rest has defaults. */
export type NewSchedule = { application: string; times: ScheduleTimes } & Partial<
  Omit<ScheduleSettings, "application" | "times">
>;

/** Changes of a schedule; `undefined` clears a configuration or queue, a missing key leaves it. */
export type ScheduleChange = Partial<ScheduleSettings>;

interface Parts {
  ports: Pick<ServicePorts, "schedules" | "clock">;
  applications: ApplicationService;
  configurations: ConfigurationService;
}

/** Use-cases of schedules; they fire nothing. */
export class ScheduleService {
  /** A schedule was added, changed or deleted; its name. */
  readonly changes: Pick<Emitter<string>, "subscribe">;
  private readonly parts: Parts;
  private readonly emitter: Emitter<string>;

  constructor(parts: Parts) {
    this.parts = parts;
    this.emitter = new Emitter<string>((error) => {
      throw error;
    });
    this.changes = this.emitter;
  }

  /** By name; of one application or all. */
  list(application?: string): Schedule[] {
    return this.parts.ports.schedules.list(application);
  }

  /** Throws `not_found` with the nearest name. */
  get(name: string): Schedule {
    const found = this.parts.ports.schedules.find(name);
    if (found !== undefined) return found;
    const known = this.list().map((schedule) => schedule.name);
    throw new SluiceError("not_found", `There is no schedule "${name}".${nearestName(name, known)}`, {
      details: { name },
    });
  }

  /**
   * Throws `already_exists`, `invalid_schedule` for times that cannot be used or never come, `not_found` for an unknown
   * application or configuration. Missed times run once; runs do not overlap, and when all missed ones run they queue.
   */
  async add(name: string, given: NewSchedule): Promise<Schedule> {
    const settings = withDefaults(given);
    assertName(name);
    this.assertUsable(settings);
    const { schedules } = this.parts.ports;
    if (schedules.find(name) !== undefined) throw alreadyExists(name);
    const nextAt = settings.enabled ? this.findFirst(settings.times) : undefined;
    await schedules.insert({ ...settings, name, nextAt });
    this.emitter.emit(name);
    return this.get(name);
  }

  /** As `add`, but replaces a schedule of that name with all it says. */
  async put(name: string, given: NewSchedule): Promise<Schedule> {
    const isKnown = this.parts.ports.schedules.find(name) !== undefined;
    return isKnown ? this.change(name, withDefaults(given)) : this.add(name, given);
  }

  /** Changes what is given. Times that change, and a schedule that is enabled, count from now. Throws as `add`, and `changed_meanwhile`. */
  async change(name: string, change: ScheduleChange): Promise<Schedule> {
    const old = this.get(name);
    const changed = { ...old, ...change };
    this.assertUsable(changed, change);
    const isNewTime = JSON.stringify(old.times) !== JSON.stringify(changed.times);
    const next = changed.enabled
      ? isNewTime || !old.enabled
        ? { at: this.findFirst(changed.times) }
        : undefined
      : { at: undefined };
    await this.parts.ports.schedules.update(changed, {
      revision: old.revision,
      ...(next === undefined ? {} : { next }),
    });
    this.emitter.emit(name);
    return this.get(name);
  }

  /** Its runs stay. Throws `not_found`. */
  async delete(name: string): Promise<void> {
    this.get(name);
    await this.parts.ports.schedules.delete(name);
    this.emitter.emit(name);
  }

  /** The next due times of a stored schedule, ms; none of a disabled one, nor when its time zone is gone. */
  nextTimes({ times, nextAt: first }: Pick<Schedule, "times" | "nextAt">, count: number): number[] {
    if (first === undefined) return [];
    return withoutFault(() => listDueTimes(times, { first, until: Number.POSITIVE_INFINITY, count }));
  }

  /** The next due times that a schedule would have if it were added now. Throws `invalid_schedule`. */
  previewTimes(times: ScheduleTimes, { count, after }: { count: number; after?: number | undefined }): number[] {
    assertScheduleTimes(times);
    const first = firstDueTime(times, after ?? this.parts.ports.clock.now());
    return first === undefined ? [] : listDueTimes(times, { first, until: Number.POSITIVE_INFINITY, count });
  }

  /** What became of its due times, the newest first. */
  firings(
    name: string,
    { limit, before = Number.MAX_SAFE_INTEGER }: { limit: number; before?: number | undefined },
  ): FiringRecord[] {
    return this.parts.ports.schedules.firings(this.get(name).name, { before, limit });
  }

  /** The due times of all schedules in a range, both ends within: what became of those that passed, and those to come. */
  calendar(range: { from: number; until: number }): Calendar {
    return createCalendar(this.parts.ports.schedules, range);
  }

  /** How many of its firings wait for the end of the run before. */
  countWaiting(name: string): number {
    return this.parts.ports.schedules.waiting(name).length;
  }

  private assertUsable(settings: ScheduleSettings, change: ScheduleChange = settings): void {
    if (change.times !== undefined) assertScheduleTimes(settings.times);
    if (change.application !== undefined) this.parts.applications.get(settings.application);
    if (change.configuration !== undefined) this.parts.configurations.get(change.configuration);
  }

  private findFirst(times: ScheduleTimes): number {
    const first = firstDueTime(times, this.parts.ports.clock.now());
    if (first !== undefined) return first;
    const message =
      times.kind === "once"
        ? `The time of the schedule, ${new Date(times.at).toISOString()}, has passed. Choose a later one.`
        : "The schedule would never run: there is no such day. Choose other times.";
    throw new SluiceError("invalid_schedule", message);
  }
}

function withDefaults(given: NewSchedule): ScheduleSettings {
  const { missed = "once" } = given;
  return {
    application: given.application,
    times: given.times,
    params: given.params ?? {},
    configuration: given.configuration,
    queue: given.queue,
    missed,
    overlap: given.overlap ?? (missed === "all" ? "queue" : "skip"),
    enabled: given.enabled ?? true,
  };
}

function assertName(name: string): void {
  if (name.trim() === name && name !== "" && name.length <= scheduleLimits.name && !/\p{Control}/u.test(name)) return;
  throw new SluiceError(
    "wrong_use",
    `"${name}" cannot be the name of a schedule: 1 to ${scheduleLimits.name} characters on one line, without blanks at the ends.`,
  );
}

function alreadyExists(name: string): SluiceError {
  return new SluiceError(
    "already_exists",
    `There is a schedule "${name}" already. Change it, or choose another name.`,
    {
      details: { name },
    },
  );
}
