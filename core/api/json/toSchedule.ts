import type { z } from "zod";
import type { FiringRecord, Schedule } from "../../model/Schedule.ts";
import { fromScheduleTimes, toScheduleTimes } from "../../model/scheduleTimes.ts";
import type { ScheduleChange } from "../../service/schedules/ScheduleService.ts";
import type { ApiParts } from "../ApiParts.ts";
import type { firingSchema, scheduleChangeSchema, scheduleSchema } from "../scheduleSchemas.ts";
import { toJsonNames } from "./toJsonNames.ts";
import { taskPath } from "./toTask.ts";

type Parts = Pick<ApiParts, "services" | "reader">;

/** Next times that a schedule carries. */
const nextCount = 10;

/** A schedule as the manual writes it, with our additions. */
export function toScheduleJson(schedule: Schedule, parts: Parts): z.infer<typeof scheduleSchema> {
  const { schedules } = parts.services;
  const { name, params, configuration, queue } = schedule;
  const [last] = schedules.firings(name, { limit: 1 });
  return {
    entry_id: name,
    application_id: schedule.application,
    schedule: fromScheduleTimes(schedule.times),
    params: params ?? null,
    configuration: configuration ?? null,
    queue: queue ?? null,
    missed: schedule.missed,
    overlap: schedule.overlap,
    enabled: schedule.enabled,
    next_at: schedule.nextAt === undefined ? null : toIso(schedule.nextAt),
    next_runs: schedules.nextTimes(schedule, nextCount).map(toIso),
    waiting: schedules.countWaiting(name),
    last_run: last === undefined ? null : toFiringJson(last, parts),
    revision: schedule.revision,
    created_at: toIso(schedule.createdAt),
    updated_at: toIso(schedule.updatedAt),
  };
}

export function toFiringJson(firing: FiringRecord, { reader }: Pick<Parts, "reader">): z.infer<typeof firingSchema> {
  const { runId, error } = firing;
  return {
    at: toIso(firing.at),
    state: firing.state,
    manual: firing.manual,
    missed: firing.missed,
    task_id: runId ?? null,
    href: runId === undefined ? null : taskPath(runId),
    task_state: (runId === undefined ? undefined : reader.find(runId)?.state) ?? null,
    skipped: firing.skipped ?? null,
    error:
      error === undefined
        ? null
        : { code: error.code, detail: error.message, errors: toJsonNames(error.problems ?? []) },
    handled_at: toIso(firing.handledAt),
  };
}

/** What a request changes of a schedule; null clears. Throws `invalid_schedule`. */
export function toScheduleChange(body: z.infer<typeof scheduleChangeSchema>): ScheduleChange {
  const { application_id: application, schedule, configuration, queue, params, missed, overlap, enabled } = body;
  return {
    ...(application === undefined ? {} : { application }),
    ...(schedule === undefined ? {} : { times: toScheduleTimes(schedule) }),
    ...(params === undefined ? {} : { params }),
    ...(configuration === undefined ? {} : { configuration: configuration ?? undefined }),
    ...(queue === undefined ? {} : { queue: queue ?? undefined }),
    ...(missed === undefined ? {} : { missed }),
    ...(overlap === undefined ? {} : { overlap }),
    ...(enabled === undefined ? {} : { enabled }),
  };
}

function toIso(time: number): string {
  return new Date(time).toISOString();
}
