import type { z } from "zod";
import { maskJson } from "../../base/createMasker.ts";
import { type JsonObject, type JsonValue, setOwn } from "../../base/json.ts";
import { type LogLine, logLevels, type RunRecord, type StepError, type StepRunRecord } from "../../model/RunRecord.ts";
import { readAppVariables } from "../../model/readApplication.ts";
import { type AcceptedRun, inputStep } from "../../service/runs/RunService.ts";
import type { ApiParts } from "../ApiParts.ts";
import type { acceptedSchema, logLineJsonSchema, runTaskSchema, stepTaskSchema } from "../schemas.ts";
import { toJsonNames } from "./toJsonNames.ts";

type Parts = Pick<ApiParts, "services" | "reader">;

/** Lines of a step that its task carries; the log of the run pages through all. */
const linesOfTask = 1000;

/** The log document of a run (manual, viewing logs). */
export function toRunTask(run: RunRecord, { services, reader }: Parts): z.infer<typeof runTaskSchema> {
  const [last] = reader.list({ appName: run.appName, limit: 1 });
  return {
    app_name: run.appName,
    app_vars: readVariables(run, { services, reader }),
    href: taskPath(run.id),
    id: run.id,
    start_time: toSeconds(run.startedAt),
    end_time: toSeconds(run.finishedAt),
    state: run.state,
    warning: run.warning,
    queue: run.queue,
    configuration: run.configuration ?? null,
    steps: reader
      .stepRuns(run.id)
      .filter(({ file }) => file !== inputStep)
      .map(({ id, name, state, error }) => ({ href: taskPath(id), id, name, state, traceback: toTraceback(error) })),
    triggered_by: [toTrigger(run)],
    last_run: last === undefined ? null : taskPath(last.id),
  };
}

/** A step run with the first of its log lines. */
export function toStepTask(stepRun: StepRunRecord, { services, reader }: Parts): z.infer<typeof stepTaskSchema> {
  const run = services.queries.get(stepRun.runId);
  const lines = reader.logs(run.id, { step: stepRun.name, limit: linesOfTask });
  return {
    app_name: run.appName,
    application_id: run.id,
    href: taskPath(stepRun.id),
    id: stepRun.id,
    name: stepRun.name,
    file: stepRun.file,
    start_time: toSeconds(stepRun.startedAt),
    end_time: toSeconds(stepRun.finishedAt),
    state: stepRun.state,
    warning: stepRun.warning,
    attempts: stepRun.attempts,
    traceback: toTraceback(stepRun.error),
    logs: lines.map(toLogLine),
  };
}

export function toLogLine(line: LogLine): z.infer<typeof logLineJsonSchema> {
  const level = Object.entries(logLevels).find(([, value]) => value === line.level);
  return {
    date: new Date(line.time).toISOString(),
    level: level?.[0] ?? String(line.level),
    module: line.module,
    attempt: line.attempt ?? null,
    message: line.message,
  };
}

/** The answer to a request that started a run. */
export function toAccepted({ run, warnings }: AcceptedRun): z.infer<typeof acceptedSchema> {
  return { id: run.id, href: taskPath(run.id), warnings: toJsonNames(warnings) };
}

export function taskPath(id: string): string {
  return `/api/v1/tasks/${id}`;
}

function toSeconds(time: number | undefined): number | null {
  return time === undefined ? null : Math.floor(time / 1000);
}

function toTraceback(error: StepError | undefined): string | null {
  if (error === undefined) return null;
  const { exception, message, stack, tail } = error;
  const first = stack?.includes(message) === true ? "" : `${exception}: ${message}`;
  return [first, stack, tail].filter((part) => part !== undefined && part !== "").join("\n");
}

function toTrigger({ id, triggeredBy }: RunRecord): { application_id: string; triggered_by: string } {
  if (triggeredBy.kind !== "RUN") return { application_id: id, triggered_by: triggeredBy.kind };
  return { application_id: triggeredBy.runId, triggered_by: triggeredBy.stepRunId };
}

/** What the variables of the run were, for a person: secrets masked. */
function readVariables(run: RunRecord, { services, reader }: Parts): JsonObject {
  const plan = reader.plan(run.id);
  const variables: JsonObject = {};
  for (const { name, value, defaultValue } of readAppVariables(plan.document)) {
    setOwn(variables, name, value ?? defaultValue ?? null);
  }
  for (const [name, value] of Object.entries(plan.parameters)) setOwn(variables, name, value as JsonValue);
  return maskJson(variables, services.secrets.open(plan).mask) as JsonObject;
}
