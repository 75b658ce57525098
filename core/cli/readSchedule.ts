import type { JsonObject } from "../base/json.ts";
import type { Operations } from "../client/Operations.ts";
import type { Problem } from "../model/Problem.ts";
import type { FiringRecord, Schedule } from "../model/Schedule.ts";
import { toScheduleTimes } from "../model/scheduleTimes.ts";
import type { ScheduleTimesDocument } from "../model/schemas/scheduleSchemas.ts";

type ScheduleJson = Operations["getSchedule"]["answer"];
type FiringJson = Operations["listFirings"]["answer"][number];

/** A schedule of the API as the model has it. */
export function readSchedule(json: ScheduleJson): Schedule {
  return {
    name: json.entry_id,
    application: json.application_id,
    times: toScheduleTimes(json.schedule as ScheduleTimesDocument),
    params: (json.params as JsonObject | null) ?? undefined,
    configuration: json.configuration ?? undefined,
    queue: json.queue ?? undefined,
    missed: json.missed,
    overlap: json.overlap,
    enabled: json.enabled,
    revision: json.revision,
    nextAt: json.next_at === null ? undefined : Date.parse(json.next_at),
    createdAt: Date.parse(json.created_at),
    updatedAt: Date.parse(json.updated_at),
  };
}

/** What became of a due time of the schedule `name`, as the model has it. */
export function readFiring(name: string, json: FiringJson): FiringRecord {
  const { error } = json;
  return {
    schedule: name,
    at: Date.parse(json.at),
    state: json.state,
    manual: json.manual,
    missed: json.missed,
    runId: json.task_id ?? undefined,
    skipped: json.skipped ?? undefined,
    error: error === null ? undefined : readError(error),
    handledAt: Date.parse(json.handled_at),
  };
}

function readError({ code, detail, errors }: NonNullable<FiringJson["error"]>): FiringRecord["error"] {
  return { code, message: detail, ...(errors.length === 0 ? {} : { problems: errors as Problem[] }) };
}
