import { z } from "zod";
import { scheduleLimits } from "../Schedule.ts";

const fieldSchema = z.union([z.string().max(500), z.int()]);

const frequencySchema = z.strictObject({
  schedule_type: z.literal("frequency"),
  schedule_info: z.strictObject({
    run_every: z.int().min(1).max(scheduleLimits.runEvery).meta({ description: "Seconds." }),
  }),
});

const crontabSchema = z.strictObject({
  schedule_type: z.literal("crontab"),
  schedule_info: z
    .strictObject({
      minute: fieldSchema.optional(),
      hour: fieldSchema.optional(),
      day_of_month: fieldSchema.optional(),
      month_of_year: fieldSchema.optional(),
      day_of_week: fieldSchema.optional(),
      expression: z.string().max(1000).optional().meta({ description: "All five fields, instead of each alone." }),
      time_zone: z.string().max(100).optional().meta({ description: "A name of the IANA database; UTC without it." }),
    })
    .meta({ description: "A field that is left out is *. Day of month and day of week must both match." }),
});

const onceSchema = z.strictObject({
  schedule_type: z.literal("once"),
  schedule_info: z.strictObject({ at: z.iso.datetime({ offset: true }) }),
});

/** The times of a schedule as the manual writes them, in requests and in a SyncPack; `time_zone`, `expression` and `once` are ours. */
export const scheduleTimesDocumentSchema = z.discriminatedUnion("schedule_type", [
  frequencySchema,
  crontabSchema,
  onceSchema,
]);

export type ScheduleTimesDocument = z.infer<typeof scheduleTimesDocumentSchema>;

export const missedRuleSchema = z.enum(["skip", "once", "all"]);
export const overlapRuleSchema = z.enum(["skip", "queue", "allow"]);
