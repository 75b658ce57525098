import { describe, expect, it } from "vitest";
import { mostWaiting } from "../../../core/service/schedules/Scheduler.ts";
import { addApplication } from "../openTestHost.ts";
import { cron, endless, every, parameters, quick, ScheduleBench } from "./ScheduleBench.ts";

const timeout = 60_000;

describe("The times of schedules", { timeout }, () => {
  it("go over the change to summer time: a daily run in the hour that is left out comes right after it", async () => {
    const bench = await ScheduleBench.open({ at: "2026-03-27T12:00:00Z" });
    await bench.start();
    await bench.add("nightly", { times: cron("30 2 * * *", "Europe/Berlin") });
    await bench.moveTo("2026-03-30T12:00:00Z");
    expect(bench.firings("nightly")).toEqual([
      "2026-03-28T01:30 started",
      "2026-03-29T01:00 started",
      "2026-03-30T00:30 started",
    ]);
    expect(bench.next("nightly")).toBe("2026-03-31T00:30");
  });

  it("go over the change to winter time: a daily run comes once, one of each half hour goes on", async () => {
    const bench = await ScheduleBench.open({ at: "2026-10-24T23:45:00Z" });
    await bench.start();
    await bench.add("nightly", { times: cron("30 2 * * *", "Europe/Berlin") });
    await bench.add("often", { times: cron("*/30 * * * *", "Europe/Berlin") });
    await bench.moveTo("2026-10-25T02:10:00Z");
    expect(bench.firings("nightly")).toEqual(["2026-10-25T00:30 started"]);
    expect(bench.firings("often").map((line) => line.slice(11, 16))).toEqual([
      ...["00:00", "00:30", "01:00", "01:30", "02:00"],
    ]);
    await bench.moveTo("2026-10-26T02:10:00Z");
    expect(bench.firings("nightly")).toEqual(["2026-10-25T00:30 started", "2026-10-26T01:30 started"]);
  });

  it("of a frequency are that far apart, and of one moment come once", async () => {
    const bench = await ScheduleBench.open({ at: "2026-01-01T10:00:00Z" });
    await bench.start();
    await bench.add("often", { times: every(600) });
    await bench.add("new year", { times: { kind: "once", at: Date.parse("2026-01-01T10:15:00Z") } });
    await bench.moveTo("2026-01-01T10:35:00Z");
    expect(bench.firings("often").map((line) => line.slice(11))).toEqual([
      "10:10 started",
      "10:20 started",
      "10:30 started",
    ]);
    expect(bench.firings("new year")).toEqual(["2026-01-01T10:15 started"]);
    expect(bench.next("new year")).toBeUndefined();
    expect(bench.bugs).toEqual([]);
  });

  it("are those of the schedule as it is now, from the moment it was changed", async () => {
    const bench = await ScheduleBench.open({ at: "2026-01-01T10:00:00Z" });
    await bench.start();
    await bench.add("often", { times: every(600) });
    await bench.moveTo("2026-01-01T10:05:00Z");
    await bench.host.services.schedules.change("often", { params: { x: 1 } });
    expect(bench.next("often")).toBe("2026-01-01T10:10");
    await bench.host.services.schedules.change("often", { times: every(60) });
    expect(bench.next("often")).toBe("2026-01-01T10:06");
    await bench.moveTo("2026-01-01T10:07:30Z");
    expect(bench.firings("often").map((line) => line.slice(11))).toEqual(["10:06 started", "10:07 started"]);
  });

  it("do not come twice when the clock is set back", async () => {
    const bench = await ScheduleBench.open({ at: "2026-01-01T10:00:00Z" });
    await bench.start();
    await bench.add("hourly", { times: cron("0 * * * *") });
    await bench.moveTo("2026-01-01T11:00:00Z");
    const back = await ScheduleBench.reopen(bench, "2026-01-01T10:30:00Z");
    await back.host.services.schedules.change("hourly", { enabled: false });
    await back.host.services.schedules.change("hourly", { enabled: true });
    expect(back.next("hourly")).toBe("2026-01-01T11:00");
    await back.moveTo("2026-01-01T12:00:00Z");
    expect(back.firings("hourly")).toEqual(["2026-01-01T11:00 started", "2026-01-01T12:00 started"]);
    expect(back.runs()).toHaveLength(2);
  });
});

describe("A run of a schedule", { timeout }, () => {
  it("has the parameters, configuration and queue of the schedule and says what triggered it", async () => {
    const bench = await ScheduleBench.open({ at: "2026-01-01T10:00:00Z" });
    const configuration = { name: "prod", configuration_data: [{ name: "url", value: "x" }] };
    await bench.host.services.configurations.import(JSON.stringify(configuration), {
      fileName: "prod.json",
      overwrite: true,
    });
    await bench.start();
    const more = { params: { city: "Oslo", list: [1, { deep: true }] }, configuration: "prod", queue: "night" };
    await bench.add("often", { times: every(60), ...more });
    await bench.add("plain", { times: every(60) });
    await bench.moveTo("2026-01-01T10:01:00Z");
    const runs = bench.runs();
    const often = runs.find(({ queue }) => queue === "night");
    expect(often).toMatchObject({ configuration: "prod", triggeredBy: { kind: "SCHEDULE" }, logLevel: 25 });
    expect(parameters(bench, often?.id ?? "")).toEqual(more.params);
    expect(bench.host.services.schedules.firings("often", { limit: 1 })[0]?.runId).toBe(often?.id);
    const plain = runs.find(({ queue }) => queue === "default");
    expect(plain?.configuration).toBeUndefined();
    expect(runs).toHaveLength(2);
  });

  it("can be started now, also while the schedule is disabled; its times stay", async () => {
    const bench = await ScheduleBench.open({ at: "2026-01-01T10:00:00Z" });
    await bench.start();
    await bench.add("off", { times: every(60), enabled: false, params: { n: 1 } });
    await bench.add("on", { times: every(60) });
    const { run } = await bench.host.scheduler.runNow("off", { triggeredBy: { kind: "USER" } });
    await bench.host.scheduler.runNow("off", { triggeredBy: { kind: "USER" } });
    await bench.host.scheduler.runNow("on", { triggeredBy: { kind: "API" } });
    await bench.rest();
    expect(parameters(bench, run.id)).toEqual({ n: 1 });
    expect(run.triggeredBy).toEqual({ kind: "USER" });
    await bench.moveTo("2026-01-01T10:01:00Z");
    expect(bench.firings("off").map((line) => line.slice(11))).toEqual([
      "10:00 started manual",
      "10:00 started manual",
    ]);
    expect(bench.firings("on").map((line) => line.slice(11))).toEqual(["10:00 started manual", "10:01 started"]);
  });

  it("uses what is published when it fires", async () => {
    const bench = await ScheduleBench.open({ at: "2026-01-01T10:00:00Z" });
    await bench.start();
    await bench.add("often", { times: every(60) });
    await addApplication(bench.host, { ...quick, queue: "later" });
    await bench.moveTo("2026-01-01T10:01:00Z");
    expect(bench.runs().map(({ queue }) => queue)).toEqual(["later"]);
  });
});

describe("Times missed while the program was off", { timeout }, () => {
  async function restart(missed: "skip" | "once" | "all", at: string): Promise<string[]> {
    const bench = await ScheduleBench.open({ at: "2026-01-01T09:30:00Z" });
    await bench.start();
    await bench.add("hourly", { times: cron("0 * * * *"), missed });
    const later = await ScheduleBench.reopen(bench, at);
    expect(later.runs()).toHaveLength(later.firings("hourly").filter((line) => line.includes("started")).length);
    expect(later.next("hourly")).toBe("2026-01-01T14:00");
    return later.firings("hourly").map((line) => line.slice(11));
  }

  it("are skipped, and that is kept", async () => {
    expect(await restart("skip", "2026-01-01T13:30:00Z")).toEqual(["13:00 skipped missed missed 3"]);
  });

  it("do not count as missed within a minute", async () => {
    expect(await restart("skip", "2026-01-01T13:00:59Z")).toEqual(["13:00 started missed 3"]);
  });

  it("run once", async () => {
    expect(await restart("once", "2026-01-01T13:30:00Z")).toEqual(["13:00 started missed 3"]);
  });

  it("run each, one after another", async () => {
    expect(await restart("all", "2026-01-01T13:30:00Z")).toEqual([
      "10:00 started",
      "11:00 started",
      "12:00 started",
      "13:00 started",
    ]);
  });
});

describe("Times that passed while the machine slept", { timeout }, () => {
  it("follow the same rule half a minute after it woke", async () => {
    const bench = await ScheduleBench.open({ at: "2026-01-01T09:30:00Z" });
    await bench.start();
    for (const missed of ["once", "skip"] as const) await bench.add(missed, { times: cron("0 * * * *"), missed });
    bench.clock.sleep(4 * 3_600_000);
    await bench.moveTo("2026-01-01T13:30:30Z");
    expect(bench.firings("once").map((line) => line.slice(11))).toEqual(["13:00 started missed 3"]);
    expect(bench.firings("skip").map((line) => line.slice(11))).toEqual(["13:00 skipped missed missed 3"]);
  });
});

describe("A due time while the run before goes on", { timeout }, () => {
  it("is skipped", async () => {
    const bench = await ScheduleBench.open({ at: "2026-01-01T10:00:00Z" });
    await addApplication(bench.host, endless);
    await bench.start();
    await bench.add("often", { application: "endless", times: every(60) });
    await bench.moveTo("2026-01-01T10:03:00Z");
    await bench.endRun();
    await bench.moveTo("2026-01-01T10:04:00Z");
    expect(bench.firings("often").map((line) => line.slice(11))).toEqual([
      "10:01 started",
      "10:02 skipped overlap",
      "10:03 skipped overlap",
      "10:04 started",
    ]);
    expect(bench.runs()).toHaveLength(2);
  });

  it("runs beside it", async () => {
    const bench = await ScheduleBench.open({ at: "2026-01-01T10:00:00Z" });
    await addApplication(bench.host, endless);
    await bench.start();
    await bench.add("often", { application: "endless", times: every(60), overlap: "allow" });
    await bench.moveTo("2026-01-01T10:03:00Z");
    expect(bench.runs().filter(({ finishedAt }) => finishedAt === undefined)).toHaveLength(3);
  });

  it("waits for its end, also over a restart, one run after another", async () => {
    const bench = await ScheduleBench.open({ at: "2026-01-01T10:00:00Z" });
    await addApplication(bench.host, endless);
    await bench.start();
    await bench.add("hourly", { application: "endless", times: cron("0 * * * *"), overlap: "queue" });
    await bench.moveTo("2026-01-01T13:30:00Z");
    expect(bench.runs()).toHaveLength(1);
    const later = await ScheduleBench.reopen(bench, "2026-01-01T13:40:00Z");
    expect(later.firings("hourly").map((line) => line.slice(11))).toEqual([
      "11:00 started",
      "12:00 waiting",
      "13:00 waiting",
    ]);
    await later.endRun();
    expect(later.firings("hourly").map((line) => line.slice(17))).toEqual(["started", "started", "waiting"]);
    expect(later.runs()).toHaveLength(2);
    await later.moveTo("2026-01-01T14:00:00Z");
    await later.endRun();
    await later.endRun();
    expect(later.firings("hourly").map((line) => line.slice(17))).toEqual(Array(4).fill("started"));
    expect(later.runs().map(({ finishedAt }) => finishedAt !== undefined)).toEqual([true, true, true, false]);
    expect(later.bugs).toEqual([]);
  });

  it("that waits is given up when the schedule is disabled", async () => {
    const bench = await ScheduleBench.open({ at: "2026-01-01T10:00:00Z" });
    await addApplication(bench.host, endless);
    await bench.start();
    await bench.add("often", { application: "endless", times: every(60), overlap: "queue" });
    await bench.moveTo("2026-01-01T10:02:00Z");
    await bench.host.services.schedules.change("often", { enabled: false });
    await bench.endRun();
    expect(bench.firings("often").map((line) => line.slice(17))).toEqual(["started", "skipped disabled"]);
    expect(bench.next("often")).toBeUndefined();
  });

  it("waits with at most 99 others", async () => {
    const bench = await ScheduleBench.open({ at: "2026-01-01T10:00:00Z" });
    await addApplication(bench.host, endless);
    await bench.start();
    await bench.add("often", { application: "endless", times: every(1), overlap: "queue" });
    await bench.moveTo("2026-01-01T10:01:43Z");
    expect(bench.host.services.schedules.countWaiting("often")).toBe(mostWaiting);
    expect(bench.firings("often").filter((line) => line.includes("too_many_waiting"))).toHaveLength(2);
  });
});

describe("An error", { timeout }, () => {
  it("of a deleted, an invalid application or a missing configuration is kept with the due time; the next time comes", async () => {
    const bench = await ScheduleBench.open({ at: "2026-01-01T10:00:00Z" });
    const { applications, configurations, schedules } = bench.host.services;
    const save = (name: string, value: string) => {
      const text = JSON.stringify({ name, configuration_data: [{ name: "city", value }] });
      return configurations.import(text, { fileName: name, overwrite: true });
    };
    await save("prod", "Oslo");
    await save("secret", "$SECRET(later)");
    await addApplication(bench.host, { ...quick, name: "gone" });
    const log = { name: "a", file: "Log", message: "${config.city}" };
    await addApplication(bench.host, { ...quick, name: "wants", configuration: "secret", steps: [log] });
    await bench.start();
    await bench.add("a", { application: "gone", times: every(60) });
    await bench.add("b", { application: "wants", times: every(60) });
    await bench.add("c", { times: every(60), configuration: "prod" });
    await applications.delete("gone");
    await configurations.delete("prod");
    await bench.moveTo("2026-01-01T10:02:00Z");
    expect(bench.firings("a").map((line) => line.slice(11))).toEqual([
      "10:01 failed not_found",
      "10:02 failed not_found",
    ]);
    expect(bench.firings("b").map((line) => line.slice(17))).toEqual(Array(2).fill("failed invalid_document"));
    expect(bench.firings("c").map((line) => line.slice(17))).toEqual(Array(2).fill("failed not_found"));
    const [firing] = schedules.firings("b", { limit: 1 });
    expect(firing?.error?.problems?.[0]).toMatchObject({
      severity: "error",
      message: expect.stringContaining("$SECRET(later)"),
    });
    expect(bench.runs()).toEqual([]);
    expect(bench.bugs).toEqual([]);
    await addApplication(bench.host, { ...quick, name: "gone" });
    await bench.moveTo("2026-01-01T10:03:00Z");
    expect(bench.firings("a").at(-1)).toBe("2026-01-01T10:03 started");
  });

  it("of a firing that waited is kept with it", async () => {
    const bench = await ScheduleBench.open({ at: "2026-01-01T10:00:00Z" });
    await addApplication(bench.host, endless);
    await bench.start();
    await bench.add("often", { application: "endless", times: every(60), overlap: "queue" });
    await bench.moveTo("2026-01-01T10:02:00Z");
    await bench.host.services.applications.delete("endless");
    await bench.endRun();
    expect(bench.firings("often").map((line) => line.slice(17))).toEqual(["started", "failed not_found"]);
  });

  it("of a time zone that is gone ends the times of the schedule and is kept", async () => {
    const bench = await ScheduleBench.open({ at: "2026-01-01T10:00:00Z" });
    await bench.start();
    await bench.host.store.schedules.insert({
      ...{ name: "odd", application: "quick", params: {}, configuration: undefined, queue: undefined },
      ...{ missed: "once", overlap: "skip", enabled: true },
      times: cron("0 * * * *", "Atlantis/Center"),
      nextAt: Date.parse("2026-01-01T10:01:00Z"),
    });
    expect(bench.host.services.schedules.nextTimes(bench.host.services.schedules.get("odd"), 10)).toEqual([]);
    await bench.moveTo("2026-01-01T12:00:00Z");
    expect(bench.firings("odd")).toEqual(["2026-01-01T10:01 failed invalid_schedule"]);
    expect(bench.bugs).toEqual([]);
  });

  it("of the disk makes the schedule rest for a minute; nothing is lost", async () => {
    const bench = await ScheduleBench.open({ at: "2026-01-01T10:00:00Z" });
    const { runs, schedules } = bench.host.store;
    const { commit } = runs;
    const { record } = schedules;
    let tries = 0;
    runs.commit = () => Promise.reject(new Error("disk full"));
    schedules.record = () => {
      tries += 1;
      return Promise.reject(new Error("disk full"));
    };
    await bench.start();
    await bench.add("hourly", { times: cron("0 * * * *") });
    await bench.moveTo("2026-01-01T11:00:50Z");
    expect(tries).toBe(1);
    expect(bench.bugs.map(String)).toContain("Error: disk full");
    Object.assign(runs, { commit });
    Object.assign(schedules, { record });
    await bench.moveTo("2026-01-01T11:02:00Z");
    expect(bench.firings("hourly")).toEqual(["2026-01-01T11:00 started"]);
    expect(bench.runs()).toHaveLength(1);
  });

  it("of parameters under another key asks to set them again", async () => {
    const bench = await ScheduleBench.open({ at: "2026-01-01T10:00:00Z", key: "one key" });
    await bench.add("often", { times: every(60), params: { password: "secret 4711" } });
    await bench.close();
    const { dataFolder } = bench.host;
    const other = await ScheduleBench.open({ at: "2026-01-01T10:00:00Z", key: "another key", dataFolder });
    await other.start();
    await other.moveTo("2026-01-01T10:01:00Z");
    expect(other.firings("often")).toEqual(["2026-01-01T10:01 failed key_missing"]);
    await other.host.services.schedules.change("often", { queue: "x" });
    expect(other.host.services.schedules.get("often").params).toBeUndefined();
    await other.host.services.schedules.change("often", { params: { n: 1 } });
    await other.moveTo("2026-01-01T10:02:00Z");
    expect(other.firings("often").at(-1)).toBe("2026-01-01T10:02 started");
  });
});

describe("A change while the run is being made", { timeout }, () => {
  it("wins: the run is not accepted", async () => {
    const bench = await ScheduleBench.open({ at: "2026-01-01T10:00:00Z" });
    const { runs } = bench.host.store;
    const commit = runs.commit.bind(runs);
    runs.commit = async (items) => {
      runs.commit = commit;
      await bench.host.services.schedules.change("often", { enabled: false });
      return commit(items);
    };
    await bench.start();
    await bench.add("often", { times: every(60) });
    await bench.moveTo("2026-01-01T10:05:00Z");
    expect(bench.firings("often")).toEqual([]);
    expect(bench.runs()).toEqual([]);
    expect(bench.bugs).toEqual([]);
  });
});
