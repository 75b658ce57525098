/** A program of its own: opens a data folder at some moment, lets its schedules fire, and may end itself with SIGKILL at a chosen commit. */
import { openHost } from "../../../core/host.ts";
import { FakeClock } from "../../support/FakeClock.ts";

export interface Order {
  dataFolder: string;
  /** ISO 8601. */
  at: string;
  /** Dies at the `count`-th commit that accepts a run, from 1. */
  death: { when: "before" | "after"; count: number };
}

const { dataFolder, at, death } = JSON.parse(process.argv[2] ?? "") as Order;
const host = await openHost({
  dataFolder,
  cacheFolder: `${dataFolder} cache`,
  mode: "owner",
  clock: new FakeClock(Date.parse(at)),
  onBug(error) {
    throw error;
  },
});
const { runs } = host.store;
const commit = runs.commit.bind(runs);
let accepted = 0;
runs.commit = async (items) => {
  accepted += items.filter(({ event }) => event.type === "run.accepted").length;
  if (accepted < death.count) return commit(items);
  if (death.when === "after") await commit(items);
  process.kill(process.pid, "SIGKILL");
  return new Promise(() => undefined);
};
await host.resume();
host.startSchedules();
await host.scheduler.settled();
await host.close();
