import { isSluiceError } from "../../base/SluiceError.ts";
import type { FiringRecord, Schedule } from "../../model/Schedule.ts";
import type { ScheduleRepository } from "../ports/ScheduleRepository.ts";
import { firstDueFrom, listDueTimes } from "./dueTimes.ts";

/** A due time in a calendar: one to come has no firing yet. */
export interface CalendarEntry {
  schedule: string;
  application: string;
  at: number;
  firing: FiringRecord | undefined;
}

export interface Calendar {
  /** By time. */
  entries: CalendarEntry[];
  /** There were more than fit. */
  isCut: boolean;
}

/** Due times to come of one schedule, and firings of all, that a calendar shows. */
const mostPlanned = 1000;
const mostFirings = 10_000;

/** The due times of all schedules in a range (ms, both ends within). */
export function createCalendar(
  schedules: Pick<ScheduleRepository, "list" | "firingsBetween">,
  range: { from: number; until: number },
): Calendar {
  const list = schedules.list();
  const applications = new Map(list.map(({ name, application }) => [name, application]));
  const firings = schedules.firingsBetween({ ...range, limit: mostFirings });
  const planned = list.map((schedule) => withoutFault(() => listPlanned(schedule, range)));
  const entries = [
    ...firings.map((firing) => {
      const { schedule, at } = firing;
      return { schedule, application: applications.get(schedule) ?? "", at, firing };
    }),
    ...list.flatMap(({ name, application }, index) =>
      (planned[index] ?? []).map((at) => ({ schedule: name, application, at, firing: undefined })),
    ),
  ];
  return {
    entries: entries.sort((a, b) => a.at - b.at),
    isCut: firings.length === mostFirings || planned.some((times) => times.length === mostPlanned),
  };
}

function listPlanned({ times, nextAt }: Schedule, { from, until }: { from: number; until: number }): number[] {
  const first = nextAt === undefined ? undefined : firstDueFrom(times, { nextAt, from });
  return first === undefined ? [] : listDueTimes(times, { first, until, count: mostPlanned });
}

/** Times that were fine when they were stored may not be any more, when a time zone has left the database: then there are none. */
export function withoutFault(list: () => number[]): number[] {
  try {
    return list();
  } catch (error) {
    if (isSluiceError(error, "invalid_schedule")) return [];
    throw error;
  }
}
