import { expect, it } from "vitest";
import DateTime from "../../../../core/steps/data/steps/DateTime.ts";
import { runStep } from "../../../support/runStep.ts";

const at = async (params: object) => {
  const { data, error } = await runStep(DateTime, { params: params as never });
  return error?.message ?? (data as Record<string, unknown>);
};

it("reads ISO, seconds and a format, in a zone", async () => {
  expect(await at({ date: "2026-03-28T12:00:00Z", zone: "Europe/Oslo" })).toMatchObject({
    iso: "2026-03-28T13:00:00+01:00",
    utc: "2026-03-28T12:00:00.000Z",
    seconds: 1774699200,
    weekday: 6,
    zone: "Europe/Oslo",
  });
  expect(await at({ date: 0 })).toMatchObject({ iso: "1970-01-01T00:00:00Z" });
  expect(await at({ date: "31.12.2026 18:30", format: "dd.MM.yyyy HH:mm", zone: "Europe/Oslo" })).toMatchObject({
    utc: "2026-12-31T17:30:00.000Z",
  });
});

it("adds by the calendar, over a change of clocks", async () => {
  const date = "2026-03-28T12:00:00";
  expect(await at({ date, zone: "Europe/Oslo", add: { day: 1 } })).toMatchObject({ iso: "2026-03-29T12:00:00+02:00" });
  expect(await at({ date, zone: "Europe/Oslo", add: { hours: 24 } })).toMatchObject({
    iso: "2026-03-29T13:00:00+02:00",
  });
  expect(await at({ date: "2026-01-31", add: { months: 1 } })).toMatchObject({ iso: "2026-02-28T00:00:00Z" });
});

it("goes to the start of a unit and writes a format", async () => {
  const result = await at({ date: "2026-11-29T15:00:00Z", start_of: "week", output_format: "EEE d MMM yyyy" });
  expect(result).toMatchObject({ text: "Mon 23 Nov 2026" });
});

it("says how far another date is away", async () => {
  const result = await at({ date: "2026-01-01", difference_to: "2026-01-02T12:00:00Z" });
  expect(result).toMatchObject({ difference: { days: 1.5, hours: 36, minutes: 2160, seconds: 129600 } });
});

it("takes now when no date is given", async () => {
  const { milliseconds } = (await at({})) as { milliseconds: number };
  expect(Math.abs(milliseconds - Date.now())).toBeLessThan(60_000);
});

it("says what it cannot read", async () => {
  expect(await at({ date: "yesterday" })).toBe(
    '"yesterday" cannot be read as a date; expected ISO 8601, such as 2026-01-31T06:00:00Z',
  );
  expect(await at({ date: "2026-01-01", zone: "Mars/Base" })).toBe(
    '"Mars/Base" is no time zone; write a name such as Europe/Oslo',
  );
  expect(await at({ date: 0, add: { fortnights: 1 } })).toMatch(/^"fortnights: 1" cannot be added; write years, /);
});
