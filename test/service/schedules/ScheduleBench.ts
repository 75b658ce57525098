import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { JsonObject } from "../../../core/base/json.ts";
import { type OwnerHost, openHost } from "../../../core/host.ts";
import type { FiringRecord, ScheduleTimes } from "../../../core/model/Schedule.ts";
import type { NewSchedule } from "../../../core/service/schedules/ScheduleService.ts";
import { FakeClock } from "../../support/FakeClock.ts";
import { tempFolder } from "../../support/tempFolder.ts";
import { addApplication } from "../openTestHost.ts";

/** Ends at once and needs no worker. */
export const quick = { name: "quick", app_variables: [], steps: [{ name: "a", file: "Log", disabled: true }] };
/** Goes on until it is revoked: its queue has no capacity. */
export const endless = {
  name: "endless",
  queue: "closed",
  app_variables: [],
  steps: [{ name: "a", file: "Log", message: "-" }],
};

export const every = (runEvery: number): ScheduleTimes => ({ kind: "frequency", runEvery });
export const cron = (expression: string, timeZone = "UTC"): ScheduleTimes => ({
  kind: "crontab",
  expression,
  timeZone,
});

/** A host whose clock a test moves, with the first application above. */
export class ScheduleBench {
  readonly clock: FakeClock;
  readonly host: OwnerHost;
  readonly bugs: unknown[];

  private constructor(parts: { clock: FakeClock; host: OwnerHost; bugs: unknown[] }) {
    this.clock = parts.clock;
    this.host = parts.host;
    this.bugs = parts.bugs;
  }

  static async open(options: { at: string; dataFolder?: string; key?: string }): Promise<ScheduleBench> {
    const clock = new FakeClock(Date.parse(options.at));
    const dataFolder = options.dataFolder ?? join(tempFolder(), "data");
    const bugs: unknown[] = [];
    const host = await openHost({
      dataFolder,
      cacheFolder: `${dataFolder} cache`,
      mode: "owner",
      clock,
      key: options.key,
      onBug: (error) => void bugs.push(error),
    });
    const bench = new ScheduleBench({ clock, host, bugs });
    onTestFinished(() => bench.close());
    if (options.dataFolder === undefined) await addApplication(host, quick);
    return bench;
  }

  /** Closes the host; running attempts get no time. */
  close(): Promise<void> {
    return this.host.close({ graceMs: 0 });
  }

  /** Opens the same data folder again later, as after a restart; schedules fire. */
  static async reopen(old: ScheduleBench, at: string): Promise<ScheduleBench> {
    await old.close();
    const bench = await ScheduleBench.open({ at, dataFolder: old.host.dataFolder });
    await bench.host.resume();
    await bench.start();
    return bench;
  }

  async add(name: string, given: Partial<NewSchedule> & { times: ScheduleTimes }): Promise<void> {
    await this.host.services.schedules.add(name, { application: "quick", ...given });
    await this.rest();
  }

  async start(): Promise<void> {
    this.host.startSchedules();
    await this.rest();
  }

  /** Moves the clock on to a moment, due time by due time, and lets everything happen on the way. */
  async moveTo(at: string): Promise<void> {
    const end = Date.parse(at);
    while (this.clock.now() < end) {
      const next = this.host.store.schedules.nextDue(this.clock.now()) ?? end;
      this.clock.advance(Math.min(next, end) - this.clock.now());
      await this.rest();
    }
  }

  /** Resolves when what is due is started and every run that can end has ended. */
  async rest(): Promise<void> {
    // The end of one run may start another.
    for (;;) {
      await this.host.scheduler.settled();
      const runs = this.runs().filter(({ appName, finishedAt }) => appName === "quick" && finishedAt === undefined);
      if (runs.length === 0) return;
      await Promise.all(runs.map(({ id }) => this.host.runs.finished(id)));
    }
  }

  runs() {
    return this.host.services.queries.list({ limit: 1000 }).reverse();
  }

  /** Ends the oldest run that goes on, and lets happen what waited for it. */
  async endRun(): Promise<void> {
    const run = this.runs().find(({ finishedAt }) => finishedAt === undefined);
    if (run !== undefined) await this.host.runs.revoke(run.id);
    await this.rest();
  }

  /** What became of the due times, the oldest first, in few words: `10:00 started`. */
  firings(name: string): string[] {
    const list = this.host.services.schedules.firings(name, { limit: 1000 }).reverse();
    return list.map((firing) => [new Date(firing.at).toISOString().slice(0, 16), describe(firing)].join(" "));
  }

  next(name: string): string | undefined {
    const { nextAt } = this.host.services.schedules.get(name);
    return nextAt === undefined ? undefined : new Date(nextAt).toISOString().slice(0, 16);
  }
}

function describe({ state, skipped, error, manual, missed }: FiringRecord): string {
  const words = [
    state,
    skipped ?? error?.code,
    manual ? "manual" : undefined,
    missed > 0 ? `missed ${missed}` : undefined,
  ];
  return words.filter((word) => word !== undefined).join(" ");
}

export function parameters(bench: ScheduleBench, runId: string): JsonObject {
  return bench.host.store.reader.plan(runId).parameters;
}
