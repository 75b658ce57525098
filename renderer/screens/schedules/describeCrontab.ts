import { toString as toWords } from "cronstrue";
import { parseCron } from "../../../core/model/cron/parseCron.ts";

/** What a step must divide to come at even distances, by the place of its field. */
const wholes = [60, 24];

/**
 * When a crontab is due, in words such as `At 06:30, Monday through Friday`. Undefined = it is none, or the words would say
 * something else: of two day fields that must both fit, or of a step that begins anew before it has gone round.
 */
export function describeCrontab(expression: string): string | undefined {
  const fields = expression.trim().split(/\s+/);
  const [, , day, , weekday] = fields;
  if (day !== "*" && weekday !== "*") return undefined;
  const steps = fields.map((field) => Number(/\/(\d+)/.exec(field)?.[1] ?? 1));
  if (steps.some((step, index) => step > 1 && (wholes[index] ?? 0) % step !== 0)) return undefined;
  try {
    parseCron(expression);
    return toWords(expression, { use24HourTimeFormat: true });
  } catch {
    return undefined;
  }
}
