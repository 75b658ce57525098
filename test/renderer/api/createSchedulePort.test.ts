import { expect, test } from "vitest";
import { ApiClient } from "../../../core/client/ApiClient.ts";
import { createSchedulePort } from "../../../renderer/api/createSchedulePort.ts";
import type { ScheduleTime } from "../../../renderer/state/ports/SchedulePort.ts";

const stored = {
  application_id: "flow",
  configuration: null,
  created_at: "2026-01-01T00:00:00.000Z",
  enabled: true,
  entry_id: "nightly",
  last_run: null,
  missed: "once",
  next_at: "2026-01-02T02:30:00.000Z",
  next_runs: ["2026-01-02T02:30:00.000Z"],
  overlap: "skip",
  params: {},
  queue: null,
  revision: 1,
  updated_at: "2026-01-01T00:00:00.000Z",
  waiting: 0,
};

/** A host that gives back the schedule it was sent last. */
function createPort() {
  let schedule: unknown;
  const client = new ApiClient(async (_path, { body }) => {
    if (body !== undefined) schedule = (JSON.parse(String(body)) as { schedule: unknown }).schedule;
    return Response.json([{ ...stored, schedule }]);
  });
  return { port: createSchedulePort(client), hold: (given: unknown) => (schedule = given) };
}

test.each<ScheduleTime>([
  { kind: "frequency", seconds: 90 },
  { kind: "crontab", expression: "30 2 * * 1-5", timeZone: "Europe/Oslo" },
  { kind: "once", at: Date.UTC(2026, 4, 1, 12) },
])("a schedule of the kind $kind comes back as it was sent", async (time) => {
  const { port } = createPort();
  const given = { application: "flow", time, missed: "once", overlap: "skip", enabled: true } as const;
  await port.add("nightly", { ...given, configuration: undefined, queue: undefined, parameters: {} });
  expect((await port.list())[0]?.time).toEqual(time);
});

test("the five fields of the manual are read as one crontab", async () => {
  const { port, hold } = createPort();
  hold({ schedule_type: "crontab", schedule_info: { minute: 0, hour: "6,18", day_of_week: "mon" } });
  expect((await port.list())[0]).toMatchObject({
    time: { kind: "crontab", expression: "0 6,18 * * mon", timeZone: "UTC" },
    nextTimes: [Date.UTC(2026, 0, 2, 2, 30)],
    last: undefined,
  });
});
