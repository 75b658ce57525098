import type { JsonObject } from "../../core/base/json.ts";
import type { ApiClient } from "../../core/client/ApiClient.ts";
import type { Firing, Operations, Schedule } from "../../core/client/Operations.ts";
import type {
  FiringOutcome,
  ScheduleChange,
  ScheduleItem,
  SchedulePort,
  ScheduleTime,
} from "../state/ports/SchedulePort.ts";

type TimeJson = Schedule["schedule"];
type ChangeJson = Operations["changeSchedule"]["body"];

/** Schedules over the API. */
export function createSchedulePort(client: ApiClient): SchedulePort {
  const at = (id: string) => ({ params: { entry_id: id } });
  return {
    list: async () => (await client.call("listSchedules")).map(toItem),
    async add(id, given) {
      await client.call("saveSchedule", {
        body: { ...toJson(given), entry_id: id, application_id: given.application, schedule: toTimeJson(given.time) },
      });
    },
    async change(id, given) {
      await client.call("changeSchedule", { ...at(id), body: toJson(given) });
    },
    async remove(id) {
      await client.call("deleteSchedule", at(id));
    },
    async enable(id, enabled) {
      await client.call(enabled ? "enableSchedule" : "disableSchedule", at(id));
    },
    runNow: async (id) => (await client.call("runSchedule", at(id))).id,
    async preview(time) {
      const { next_runs: times } = await client.call("previewSchedule", { body: { schedule: toTimeJson(time) } });
      return times.map((moment) => Date.parse(moment));
    },
    async calendar(from, until) {
      const query = { from: new Date(from).toISOString(), until: new Date(until).toISOString() };
      const { entries } = await client.call("getCalendar", { query });
      return entries.map((entry) => ({
        id: entry.entry_id,
        application: entry.application_id,
        at: Date.parse(entry.at),
        outcome: entry.firing === null ? undefined : toOutcome(entry.firing),
        run: runOf(entry.firing),
      }));
    },
  };
}

function toItem(json: Schedule): ScheduleItem {
  const { last_run: last } = json;
  return {
    id: json.entry_id,
    application: json.application_id,
    time: toTime(json.schedule),
    enabled: json.enabled,
    missed: json.missed,
    overlap: json.overlap,
    configuration: json.configuration ?? undefined,
    queue: json.queue ?? undefined,
    parameters: (json.params as JsonObject | null) ?? undefined,
    nextTimes: json.next_runs.map((moment) => Date.parse(moment)),
    last: last === null ? undefined : { at: Date.parse(last.at), outcome: toOutcome(last), run: runOf(last) },
  };
}

function runOf(firing: Firing | null): string | undefined {
  return firing?.task_id ?? undefined;
}

function toOutcome({ state, task_state }: Firing): FiringOutcome {
  return state === "started" ? (task_state ?? "expired") : state;
}

function toTime(json: TimeJson): ScheduleTime {
  if (json.schedule_type === "frequency") return { kind: "frequency", seconds: json.schedule_info.run_every };
  if (json.schedule_type === "once") return { kind: "once", at: Date.parse(json.schedule_info.at) };
  const { expression, minute = "*", hour = "*", day_of_month = "*", month_of_year = "*" } = json.schedule_info;
  const { day_of_week = "*", time_zone = "UTC" } = json.schedule_info;
  const fields = [minute, hour, day_of_month, month_of_year, day_of_week].join(" ");
  return { kind: "crontab", expression: expression ?? fields, timeZone: time_zone };
}

function toTimeJson(time: ScheduleTime): TimeJson {
  if (time.kind === "frequency") return { schedule_type: "frequency", schedule_info: { run_every: time.seconds } };
  if (time.kind === "once") {
    return { schedule_type: "once", schedule_info: { at: new Date(time.at).toISOString() } };
  }
  const { expression, timeZone } = time;
  return { schedule_type: "crontab", schedule_info: { expression, time_zone: timeZone } };
}

function toJson(given: ScheduleChange): ChangeJson {
  const { time, missed, overlap, configuration, queue, parameters, enabled, application } = given;
  return {
    application_id: application,
    schedule: toTimeJson(time),
    missed,
    overlap,
    enabled,
    configuration: configuration ?? null,
    queue: queue ?? null,
    ...(parameters === undefined ? {} : { params: parameters }),
  };
}
