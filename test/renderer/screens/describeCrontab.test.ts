import { describe, expect, test } from "vitest";
import { describeCrontab } from "../../../renderer/screens/schedules/describeCrontab.ts";

describe("a crontab in words", () => {
  test.each([
    ["30 6 * * *", "At 06:30"],
    ["*/5 * * * *", "Every 5 minutes"],
    ["0 9 * * 1-5", "At 09:00, Monday through Friday"],
    ["0 9 1 * *", "At 09:00, on day 1 of the month"],
  ])("%s", (expression, words) => expect(describeCrontab(expression)).toBe(words));

  test.each([
    ["both days must fit, which the words do not say", "0 9 1 * 1"],
    ["due at 0 and 45, which is not every 45 minutes", "*/45 * * * *"],
    ["due at 0, 5, 10, 15 and 20, which is not every 5 hours", "0 */5 * * *"],
    ["a day that other schedulers know", "0 0 L * *"],
    ["no crontab at all", "6 o'clock"],
  ])("has none where %s: %s", (_why, expression) => expect(describeCrontab(expression)).toBeUndefined());
});
