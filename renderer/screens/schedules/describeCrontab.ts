import { toString as toWords } from "cronstrue";

/** When a crontab is due, in words such as `At 06:30, Monday through Friday`; undefined = there are no words for it. */
export function describeCrontab(expression: string): string | undefined {
  try {
    return toWords(expression, { use24HourTimeFormat: true });
  } catch {
    return undefined;
  }
}
