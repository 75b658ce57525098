import { Readable } from "node:stream";
import { z } from "zod";
import { type LogLevelName, logLevels } from "../../model/RunRecord.ts";
import { runRecordSchema, runStateSchema, stepRunRecordSchema } from "../../model/schemas/runSchemas.ts";
import type { LogFilter } from "../../service/ports/repositories.ts";
import { inputStep } from "../../service/runs/RunService.ts";
import { listChangedClasses } from "../../service/stepClasses/listChangedClasses.ts";
import type { Api } from "../Api.ts";
import type { ApiParts } from "../ApiParts.ts";
import { jsonNamesSchema } from "../json/jsonNamesSchema.ts";
import { toJsonNames } from "../json/toJsonNames.ts";
import { toAccepted, toLogLine } from "../json/toTask.ts";
import { problems } from "../problems.ts";
import { acceptedSchema, jsonObjectBodySchema, logLineJsonSchema } from "../schemas.ts";
import { startHeadersSchema, startOnce } from "../startOnce.ts";
import { logFormats, streamLog } from "../streamLog.ts";

const paramsSchema = z.object({
  run_id: z.string().min(1).max(100).meta({ description: "The id of a run; last = the newest." }),
});
const stepParamsSchema = paramsSchema.extend({ step: z.string() });
const runSchema = jsonNamesSchema(runRecordSchema);
const stepRunSchema = jsonNamesSchema(stepRunRecordSchema);
const levelSchema = z.enum(Object.keys(logLevels) as [LogLevelName, ...LogLevelName[]]);

const logFilterSchema = z.object({
  level: levelSchema.default("debug").meta({ description: "Only lines from this level on." }),
  step: z.string().optional(),
  text: z.string().max(1000).optional(),
});
const childRunsSchema = z.object({
  counts: z.partialRecord(runStateSchema, z.int()),
  runs: z.array(
    z.object({
      index: z
        .int()
        .meta({ description: "Counts what one attempt of the step started, such as the items of a For each." }),
      given: z
        .string()
        .meta({ description: "Its run-time parameters in a line, secrets masked, cut at 200 characters." }),
      run: runSchema,
    }),
  ),
});
const logPageSchema = z.object({
  lines: z.array(logLineJsonSchema.extend({ seq: z.int(), step: z.string().nullable() })),
  next: z.int().nullable().meta({ description: "`after` of the next page; null = there is none yet." }),
});

/** One run: what it is, its document, its steps, its log. */
export function addRunDetailRoutes(api: Api, parts: ApiParts): void {
  const { queries } = parts.services;
  const tags = ["runs"];

  api.get(
    "/runs/:run_id",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getRun",
        tags,
        summary: "One run",
        params: paramsSchema,
        response: { 200: runSchema, ...problems(404) },
      },
    },
    async (request) => toJsonNames(queries.get(request.params.run_id)),
  );

  api.get(
    "/runs/:run_id/document",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "getRunDocument",
        tags,
        summary: "The document a run was accepted with, and the ids of its steps",
        params: paramsSchema,
        response: {
          200: z.object({ document: jsonObjectBodySchema, step_ids: z.record(z.string(), z.string()) }),
          ...problems(404),
        },
      },
    },
    async (request) => {
      const { document, stepIds } = parts.reader.plan(queries.get(request.params.run_id).id);
      return { document, step_ids: stepIds };
    },
  );

  api.get(
    "/runs/:run_id/changed-classes",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listChangedClasses",
        tags,
        summary: "Step classes whose code is no longer the one that a run used; of own ones the draft counts",
        params: paramsSchema,
        response: {
          200: z.array(z.object({ file: z.string(), syncpack: z.string().nullable() })),
          ...problems(404),
        },
      },
    },
    async (request) => {
      const { stepClasses, classEditor } = parts.services;
      const plan = parts.reader.plan(queries.get(request.params.run_id).id);
      const findDraft = (file: string) => classEditor.findDraft(file);
      const changed = await listChangedClasses(plan, { stepClasses, findDraft });
      return changed.map(({ file, syncpack }) => ({ file, syncpack: syncpack ?? null }));
    },
  );

  api.get(
    "/runs/:run_id/steps",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listStepRuns",
        tags,
        summary: "The steps of a run, in the order of its document",
        params: paramsSchema,
        response: { 200: z.array(stepRunSchema), ...problems(404) },
      },
    },
    async (request) => {
      const { id } = queries.get(request.params.run_id);
      return toJsonNames(queries.stepRuns(id).filter(({ file }) => file !== inputStep));
    },
  );

  api.get(
    "/runs/:run_id/steps/:step/children",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listChildRuns",
        tags,
        summary: "The runs that a step has started: how many are in which state, and a page of them, failed ones first",
        params: stepParamsSchema,
        querystring: z.object({
          state: runStateSchema.optional(),
          offset: z.coerce.number().int().min(0).default(0),
          limit: z.coerce.number().int().min(1).max(1000).default(50),
        }),
        response: { 200: childRunsSchema, ...problems(404) },
      },
    },
    async ({ params, query }) => {
      const { counts, runs } = queries.childRuns(params.run_id, params.step, query);
      return { counts, runs: runs.map(({ run, ...child }) => ({ ...child, run: toJsonNames(run) })) };
    },
  );

  api.get(
    "/runs/:run_id/logs",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "listLogLines",
        tags,
        summary: "The log of a run, page by page, oldest first",
        params: paramsSchema,
        querystring: logFilterSchema.extend({
          after: z.coerce.number().int().min(0).default(0),
          limit: z.coerce.number().int().min(1).max(10_000).default(500),
        }),
        response: { 200: logPageSchema, ...problems(404) },
      },
    },
    async (request) => {
      const { after, limit, ...filter } = request.query;
      const { id } = queries.get(request.params.run_id);
      if (filter.step !== undefined) queries.getStepRun(id, filter.step);
      const found = queries.logs(id, { after, limit, ...toLogFilter(filter) });
      const lines = found.map((line) => ({ ...toLogLine(line), seq: line.seq ?? 0, step: line.step ?? null }));
      return { lines, next: lines.length < limit ? null : (lines.at(-1)?.seq ?? null) };
    },
  );

  api.get(
    "/runs/:run_id/logs/download",
    {
      config: { role: "viewer" },
      schema: {
        operationId: "downloadLog",
        tags,
        summary: "The whole log of a run as a file: text for people, or a JSON object per line",
        params: paramsSchema,
        querystring: logFilterSchema.extend({
          format: z
            .enum(["text", "ndjson"])
            .optional()
            .meta({ description: "Absent = what the header Accept asks for, else text." }),
        }),
        response: {
          200: {
            description: "The log",
            content: { "text/plain": { schema: z.string() }, "application/x-ndjson": { schema: z.string() } },
          },
          ...problems(404),
        },
      },
    },
    async (request, reply) => {
      const { format: given, ...filter } = request.query;
      const { id } = queries.get(request.params.run_id);
      const wanted = String(request.headers.accept ?? "").includes(logFormats.ndjson) ? "ndjson" : "text";
      const format = given ?? wanted;
      const text = streamLog(format, (page) => queries.logs(id, { ...toLogFilter(filter), ...page }));
      return reply
        .header("content-type", logFormats[format])
        .header("content-disposition", `attachment; filename="${id}.${format === "text" ? "log" : format}"`)
        .send(Readable.from(text, { objectMode: false }) as never);
    },
  );

  api.post(
    "/runs/:run_id/rerun",
    {
      config: { role: "operator" },
      schema: {
        operationId: "rerunRun",
        tags,
        summary: "Runs some steps of a run and all downstream again, and takes over the rest",
        params: paramsSchema,
        headers: startHeadersSchema,
        body: z.strictObject({ from: z.array(z.string()).min(1).meta({ description: "Names of steps." }) }),
        response: { 202: acceptedSchema, ...problems(404, 409, 422) },
      },
    },
    async (request, reply) => {
      const accepted = await startOnce({ request, reply, parts }, (requestKey) =>
        parts.runs.rerun(request.params.run_id, { ...request.body, requestKey }),
      );
      return reply.status(202).send(toAccepted(accepted));
    },
  );

  api.post(
    "/runs/:run_id/steps/:step/retry",
    {
      config: { role: "operator" },
      schema: {
        operationId: "retryStepNow",
        tags,
        summary: "Begins the waiting retry of a step at once",
        params: stepParamsSchema,
        response: { 200: stepRunSchema, ...problems(404, 409) },
      },
    },
    async (request) => {
      const { id } = queries.get(request.params.run_id);
      const stepRun = queries.getStepRun(id, request.params.step);
      await parts.engine.retryNow(stepRun.id);
      return toJsonNames(queries.getStepRun(id, stepRun.id));
    },
  );

  api.post(
    "/runs/:run_id/steps/:step/decision",
    {
      config: { role: "operator" },
      schema: {
        operationId: "decideApproval",
        tags,
        summary: "Approves or refuses what a step waits for",
        params: stepParamsSchema,
        body: z.strictObject({ approved: z.boolean(), comment: z.string().max(10_000).default("") }),
        response: { 200: stepRunSchema, ...problems(404, 409) },
      },
    },
    async (request) => {
      const { id } = queries.get(request.params.run_id);
      const stepRun = queries.getStepRun(id, request.params.step);
      await parts.engine.approve(stepRun.id, { ...request.body, by: request.identity.name });
      return toJsonNames(queries.getStepRun(id, stepRun.id));
    },
  );
}

function toLogFilter({ level, step, text }: z.output<typeof logFilterSchema>): Omit<LogFilter, "after" | "limit"> {
  return {
    minLevel: logLevels[level],
    ...(step === undefined ? {} : { step }),
    ...(text === undefined ? {} : { text }),
  };
}
