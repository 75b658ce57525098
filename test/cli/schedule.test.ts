import { describe, expect, it } from "vitest";
import { diamond, Sluice } from "./Sluice.ts";

const timeout = 300_000;

describe("sluice schedule", { timeout }, () => {
  it("adds, lists, shows, changes, disables and deletes schedules", async () => {
    const sluice = new Sluice();
    await sluice.run(["import", sluice.write("diamond.json", diamond)]);
    const times = ["--cron", "30 2 * * *", "--zone", "Europe/Berlin"];
    const add = await sluice.run(["schedule", "add", "nightly", "--app", "diamond", ...times, "--param", "city=Rome"]);
    expect([add.code, add.out]).toEqual([0, expect.stringMatching(/Added the schedule "nightly"\. Next: .*serve/)]);
    const set = [
      "schedule",
      "set",
      "nightly",
      "--zone",
      "UTC",
      "--param",
      "n=1",
      "--missed",
      "all",
      "--queue",
      "night",
    ];
    expect(await sluice.json(set)).toMatchObject({
      times: { kind: "crontab", expression: "30 2 * * *", timeZone: "UTC" },
      params: { city: "Rome", n: 1 },
      missed: "all",
      overlap: "skip",
      queue: "night",
      revision: 2,
    });
    expect(JSON.parse((await sluice.run(["schedule", "export", "nightly"])).out)).toEqual({
      entry_id: "nightly",
      application_id: "diamond",
      schedule: { schedule_type: "crontab", schedule_info: expect.objectContaining({ time_zone: "UTC" }) },
      enabled: true,
      missed: "all",
      overlap: "skip",
      configuration: null,
      queue: "night",
      params: { city: "Rome", n: 1 },
    });
    await sluice.json(["schedule", "set", "nightly", "--clear-params", "--no-queue"]);
    expect(await sluice.json(["schedule", "show", "nightly"])).toMatchObject({
      name: "nightly",
      params: {},
      next: Array(10).fill(expect.stringMatching(/T02:30:00.000Z$/)),
      firings: [],
    });
    expect((await sluice.json(["schedule", "disable", "nightly"])) as object).toMatchObject({
      enabled: false,
      nextAt: null,
    });
    const list = await sluice.run(["schedule", "list", "--app", "diamond"]);
    expect(list.out).toMatch(/nightly +diamond +30 2 \* \* \* UTC +disabled/);
    expect((await sluice.run(["schedule", "enable", "nightly"])).out).toContain("Enabled");
    expect((await sluice.run(["schedule", "show", "nightly"])).out).toMatch(/missed times +all[\s\S]*Next times/);
    expect((await sluice.run(["schedule", "delete", "nightly"])).code).toBe(0);
    const gone = await sluice.run(["schedule", "show", "nightly"]);
    expect([gone.code, gone.err]).toEqual([4, expect.stringContaining('no schedule "nightly"')]);
  });

  it("runs one now though it is disabled, with its parameters, and keeps that it did", async () => {
    const sluice = new Sluice();
    await sluice.run(["import", sluice.write("diamond.json", diamond)]);
    const off = ["--every", "600", "--disabled", "--param", "city=Rome"];
    await sluice.run(["schedule", "add", "off", "--app", "diamond", ...off]);
    const run = await sluice.run(["schedule", "run", "off"]);
    expect([run.code, run.out]).toEqual([0, expect.stringContaining("in Rome")]);
    const [{ last }] = (await sluice.json(["schedule", "list"])) as [{ last: object }];
    expect(last).toMatchObject({ state: "started", manual: true, runId: expect.stringMatching(/^isapp-/) });
  });

  it("shows the next times of what is not stored, and says what is wrong with it", async () => {
    const sluice = new Sluice();
    const next = ["schedule", "next", "--cron", "0 6 13 * fri", "--count", "2"];
    const times = (await sluice.json(next)) as string[];
    expect(times.map((time) => [new Date(time).getUTCDate(), new Date(time).getUTCDay()])).toEqual([
      [13, 5],
      [13, 5],
    ]);
    const wrong = await sluice.run(["schedule", "next", "--cron", "0 25 * * *"]);
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringMatching(/field 2 \(hour\)/)]);
    const none = await sluice.run(["schedule", "next"]);
    expect([none.code, none.err]).toEqual([2, expect.stringContaining("Give the name of a schedule")]);
    const rule = await sluice.run(["schedule", "add", "a", "--app", "x", "--every", "60", "--missed", "never"]);
    expect([rule.code, rule.err]).toEqual([2, expect.stringContaining("--missed takes skip, once, all")]);
    const application = await sluice.run(["schedule", "add", "a", "--app", "x", "--every", "60"]);
    expect(application.code).toBe(4);
  });

  it("fires while the program serves, and not while it holds", async () => {
    const sluice = new Sluice();
    await sluice.run(["import", sluice.write("diamond.json", diamond)]);
    await sluice.run(["schedule", "add", "often", "--app", "diamond", "--every", "1"]);
    const serve = async (...args: string[]) => {
      const { child, ended, seen } = sluice.start(["serve", "--no-tcp", ...args]);
      await seen(/Ctrl\+C stops it/);
      child.kill("SIGINT");
      await ended;
      const { firings } = (await sluice.json(["schedule", "show", "often"])) as { firings: { state: string }[] };
      return firings.map(({ state }) => state);
    };
    expect(await serve("--hold")).toEqual([]);
    expect(await serve()).toContain("started");
  });
});
