import { describe, expect, test } from "vitest";
import { describeCrontab } from "../../../renderer/screens/schedules/describeCrontab.ts";

describe("a crontab in words", () => {
  test.each([
    ["30 6 * * *", "At 06:30"],
    ["*/5 * * * *", "Every 5 minutes"],
    ["0 9 * * 1-5", "At 09:00, Monday through Friday"],
    ["0 9 1 * 1", "At 09:00, on day 1 of the month, and on Monday"],
    ["0 0 L * *", "At 00:00, on the last day of the month"],
  ])("%s", (expression, words) => expect(describeCrontab(expression)).toBe(words));

  test("one without words has none", () => expect(describeCrontab("6 o'clock")).toBeUndefined());
});
