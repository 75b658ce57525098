import { z } from "zod";
import { isJsonObject, type JsonObject, parseJson } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { type Schedule, scheduleParamsContext } from "../../model/Schedule.ts";
import { fromScheduleTimes, toScheduleTimes } from "../../model/scheduleTimes.ts";
import {
  missedRuleSchema,
  overlapRuleSchema,
  scheduleTimesDocumentSchema,
} from "../../model/schemas/scheduleSchemas.ts";
import type { Vault } from "../ports/Vault.ts";
import type { NewSchedule } from "../schedules/ScheduleService.ts";
import type { NewNames } from "./renameDocuments.ts";

const documentSchema = z.strictObject({
  entry_id: z.string().min(1),
  application_id: z.string().min(1),
  schedule: scheduleTimesDocumentSchema,
  /** Ciphertext of the run-time parameters. */
  params: z.string().optional(),
  configuration: z.string().optional(),
  queue: z.string().optional(),
  missed: missedRuleSchema,
  overlap: overlapRuleSchema,
});

/** A schedule as it travels in an archive. `sealedParams`: its run-time parameters as they rest in the store. */
export function toScheduleDocument(
  schedule: Schedule,
  sealedParams: string | undefined,
): z.infer<typeof documentSchema> & object {
  const { name, application, times, params, configuration, queue, missed, overlap } = schedule;
  const isEmpty = params !== undefined && Object.keys(params).length === 0;
  return {
    entry_id: name,
    application_id: application,
    schedule: fromScheduleTimes(times),
    ...(isEmpty || sealedParams === undefined ? {} : { params: sealedParams }),
    ...(configuration === undefined ? {} : { configuration }),
    ...(queue === undefined ? {} : { queue }),
    missed,
    overlap,
  };
}

/**
 * Reads a schedule of an archive, naming application and configuration as they come in. It comes in disabled: an import
 * runs nothing. Parameters under another key are undefined. Throws `invalid_document`, `invalid_schedule`.
 */
export function parseScheduleDocument(
  text: string,
  { fileName, names, vault }: { fileName: string; names: NewNames; vault: Vault },
): { name: string; schedule: NewSchedule } {
  const json = parseJson(text);
  const parsed = documentSchema.safeParse(json.ok ? json.value : undefined);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join(".") ?? "";
    throw new SluiceError("invalid_document", `${fileName} is no schedule: ${where} ${issue?.message ?? ""}`.trim());
  }
  const { entry_id: name, application_id, schedule, params, configuration, queue, missed, overlap } = parsed.data;
  return {
    name,
    schedule: {
      application: names.application(application_id),
      times: toScheduleTimes(schedule),
      params: params === undefined ? {} : openParams(params, { name, vault }),
      configuration: configuration === undefined ? undefined : names.configuration(configuration),
      queue,
      missed,
      overlap,
      enabled: false,
    },
  };
}

function openParams(params: string, { name, vault }: { name: string; vault: Vault }): JsonObject | undefined {
  const context = scheduleParamsContext(name);
  if (vault.inspect(params, context) !== "ours") return undefined;
  const opened: unknown = JSON.parse(vault.decrypt(params, context));
  return isJsonObject(opened) ? opened : undefined;
}
