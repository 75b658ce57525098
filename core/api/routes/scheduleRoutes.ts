import { z } from "zod";
import { SluiceError } from "../../base/SluiceError.ts";
import type { Schedule } from "../../model/Schedule.ts";
import { toScheduleTimes } from "../../model/scheduleTimes.ts";
import { scheduleTimesDocumentSchema } from "../../model/schemas/scheduleSchemas.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { assertUnchanged, etagOf } from "../etag.ts";
import { toFiringJson, toScheduleChange, toScheduleJson } from "../json/toSchedule.ts";
import { toAccepted } from "../json/toTask.ts";
import { problems } from "../problems.ts";
import {
  calendarSchema,
  firingSchema,
  scheduleBodySchema,
  scheduleChangeSchema,
  scheduleSchema,
} from "../scheduleSchemas.ts";
import { acceptedSchema } from "../schemas.ts";
import { startHeadersSchema, startOnce } from "../startOnce.ts";

const tags = ["schedules"];
const params = z.object({ entry_id: z.string().min(1).max(128) });
const headers = z.object({ "if-match": z.string().optional() });
const nextRunsSchema = z.object({ next_runs: z.array(z.iso.datetime()) });
const momentSchema = z.iso.datetime({ offset: true });

/** Schedules (manual, IS API, `/schedule`), and what an editor needs to show them. */
export function addScheduleRoutes(api: Api, parts: ApiParts): void {
  addReadingRoutes(api, parts);
  addWritingRoutes(api, parts);
  addOperatingRoutes(api, parts);
}

function addReadingRoutes(api: Api, parts: ApiParts): void {
  const { schedules } = parts.services;

  api.get(
    "/schedule",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listSchedules",
        tags,
        summary: "All schedules, or those of one application",
        querystring: z.object({ application_id: z.string().optional() }),
        response: { 200: z.array(scheduleSchema), ...problems() },
      },
    },
    async (request) => schedules.list(request.query.application_id).map((schedule) => toScheduleJson(schedule, parts)),
  );

  api.get(
    "/schedule/:entry_id",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getSchedule",
        tags,
        summary: "One schedule",
        params,
        response: { 200: scheduleSchema, ...problems(404) },
      },
    },
    async (request, reply) => {
      const schedule = schedules.get(request.params.entry_id);
      return reply.header("etag", etagOf(stateOf(schedule))).send(toScheduleJson(schedule, parts));
    },
  );

  api.get(
    "/schedule/:entry_id/firings",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listFirings",
        tags,
        summary: "What became of the times of a schedule, the newest first",
        params,
        querystring: z.object({
          before: momentSchema.optional().meta({ description: "Only times before this one: the next page." }),
          limit: z.coerce.number().int().min(1).max(500).default(50),
        }),
        response: { 200: z.array(firingSchema), ...problems(404) },
      },
    },
    async (request) => {
      const { before, limit } = request.query;
      const page = { limit, before: before === undefined ? undefined : Date.parse(before) };
      return schedules.firings(request.params.entry_id, page).map((firing) => toFiringJson(firing, parts));
    },
  );

  api.get(
    "/schedule/:entry_id/next",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listNextTimes",
        tags,
        summary: "The next times of a schedule",
        params,
        querystring: z.object({ count: z.coerce.number().int().min(1).max(1000).default(10) }),
        response: { 200: nextRunsSchema, ...problems(404) },
      },
    },
    async (request) => {
      const times = schedules.nextTimes(schedules.get(request.params.entry_id), request.query.count);
      return { next_runs: times.map((time) => new Date(time).toISOString()) };
    },
  );

  api.post(
    "/schedule/next",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "previewSchedule",
        tags,
        summary: "The next times of a schedule that is not stored",
        body: z.strictObject({
          schedule: scheduleTimesDocumentSchema,
          after: momentSchema.optional().meta({ description: "Now without it." }),
          count: z.int().min(1).max(1000).default(10),
        }),
        response: { 200: nextRunsSchema, ...problems() },
      },
    },
    async (request) => {
      const { schedule, after, count } = request.body;
      const from = after === undefined ? undefined : Date.parse(after);
      const times = schedules.previewTimes(toScheduleTimes(schedule), { count, after: from });
      return { next_runs: times.map((time) => new Date(time).toISOString()) };
    },
  );

  api.get(
    "/calendar",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getCalendar",
        tags,
        summary: "The times of all schedules in a range: what became of those that passed, and those to come",
        querystring: z.object({ from: momentSchema, until: momentSchema }),
        response: { 200: calendarSchema, ...problems() },
      },
    },
    async (request) => {
      const from = Date.parse(request.query.from);
      const until = Date.parse(request.query.until);
      if (until < from) {
        throw new SluiceError("wrong_use", "The range of the calendar ends before it begins. Exchange from and until.");
      }
      const { entries, isCut } = schedules.calendar({ from, until });
      return {
        entries: entries.map(({ schedule, application, at, firing }) => ({
          entry_id: schedule,
          application_id: application,
          at: new Date(at).toISOString(),
          firing: firing === undefined ? null : toFiringJson(firing, parts),
        })),
        truncated: isCut,
      };
    },
  );
}

function addWritingRoutes(api: Api, parts: ApiParts): void {
  const { schedules } = parts.services;

  api.post(
    "/schedule",
    {
      config: { role: "developer" },
      schema: {
        operationId: "saveSchedule",
        tags,
        summary: "Adds a schedule, or replaces the one of that name",
        querystring: z.object({ overwrite: z.stringbool().default(true) }),
        headers,
        body: scheduleBodySchema,
        response: { 200: scheduleSchema, ...problems(404, 409, 412) },
      },
    },
    async (request, reply) => {
      const { entry_id: name, application_id: application, ...rest } = request.body;
      if (request.headers["if-match"] !== undefined) assertState(name, request.headers["if-match"], parts);
      const given = { ...toScheduleChange(rest), application, times: toScheduleTimes(rest.schedule) };
      const saved = await (request.query.overwrite ? schedules.put(name, given) : schedules.add(name, given));
      return reply.header("etag", etagOf(stateOf(saved))).send(toScheduleJson(saved, parts));
    },
  );

  api.patch(
    "/schedule/:entry_id",
    {
      config: { role: "developer" },
      schema: {
        operationId: "changeSchedule",
        tags,
        summary: "Changes what the body names; null clears a configuration or queue",
        params,
        headers,
        body: scheduleChangeSchema,
        response: { 200: scheduleSchema, ...problems(404, 412) },
      },
    },
    async (request, reply) => {
      const { entry_id: name } = request.params;
      if (request.headers["if-match"] !== undefined) assertState(name, request.headers["if-match"], parts);
      const saved = await schedules.change(name, toScheduleChange(request.body));
      return reply.header("etag", etagOf(stateOf(saved))).send(toScheduleJson(saved, parts));
    },
  );

  const remove = async (name: string, expected: string | undefined) => {
    if (expected !== undefined) assertState(name, expected, parts);
    await schedules.delete(name);
    return { deleted: name };
  };
  const response = { 200: z.object({ deleted: z.string() }), ...problems(404, 412) };

  api.delete(
    "/schedule/:entry_id",
    {
      config: { role: "developer" },
      schema: {
        operationId: "deleteSchedule",
        tags,
        summary: "Deletes a schedule; its runs stay",
        params,
        headers,
        response,
      },
    },
    async (request) => remove(request.params.entry_id, request.headers["if-match"]),
  );

  api.delete(
    "/schedule",
    {
      config: { role: "developer" },
      schema: {
        operationId: "deleteScheduleById",
        tags,
        summary: "Deletes the schedule that the query names; its runs stay",
        querystring: params,
        headers,
        response,
      },
    },
    async (request) => remove(request.query.entry_id, request.headers["if-match"]),
  );
}

function addOperatingRoutes(api: Api, parts: ApiParts): void {
  const { schedules } = parts.services;

  for (const enabled of [true, false]) {
    api.post(
      `/schedule/:entry_id/${enabled ? "enable" : "disable"}`,
      {
        config: { role: "operator" },
        schema: {
          operationId: enabled ? "enableSchedule" : "disableSchedule",
          tags,
          summary: enabled ? "Lets a schedule fire, from now on" : "Keeps a schedule from firing",
          params,
          response: { 200: scheduleSchema, ...problems(404, 412) },
        },
      },
      async (request) => toScheduleJson(await schedules.change(request.params.entry_id, { enabled }), parts),
    );
  }

  api.post(
    "/schedule/:entry_id/run",
    {
      config: { role: "operator" },
      schema: {
        operationId: "runSchedule",
        tags,
        summary: "Runs a schedule now, also a disabled one; its times stay",
        params,
        headers: startHeadersSchema,
        response: { 202: acceptedSchema, ...problems(404, 422) },
      },
    },
    async (request, reply) => {
      const { entry_id: name } = request.params;
      const accepted = await startOnce({ request, reply, parts }, (requestKey) =>
        parts.scheduler.runNow(name, { triggeredBy: { kind: "API" }, requestKey }),
      );
      return reply.status(202).send(toAccepted(accepted));
    },
  );
}

/** What an ETag names of a schedule. */
function stateOf({ revision, updatedAt }: Schedule): Parameters<typeof etagOf>[0] {
  return { revision, createdAt: updatedAt };
}

function assertState(name: string, expected: string, { services }: ApiParts): void {
  const found = services.schedules.list().find((schedule) => schedule.name === name);
  assertUnchanged(expected, { name, found: found && stateOf(found) });
}
