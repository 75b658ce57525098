import type { RunRecord } from "../../../core/model/RunRecord.ts";
import type { RunListPort } from "../../state/ports/RunListPort.ts";
import type { SchedulePort } from "../../state/ports/SchedulePort.ts";
import type { QueueItem, SystemPort } from "../../state/ports/SystemPort.ts";
import { toRunAddress } from "../../ui/toRunAddress.ts";

const day = 86_400_000;
/** More than these are not counted one by one. */
const most = 100;
const shown = 3;

/** Something of the overview that one can go to. */
export interface OverviewItem {
  id: string;
  name: string;
  /** ms since the epoch. */
  at: number;
  address: string;
}

interface Counted {
  /** At most 100. */
  count: number;
  hasMore: boolean;
  /** The newest three. */
  items: readonly OverviewItem[];
}

export interface OverviewFacts {
  running: Counted;
  /** Within a day. */
  failed: Counted;
  /** The next three schedules with their next times, soonest first. */
  coming: readonly OverviewItem[];
  queues: readonly QueueItem[];
}

interface OverviewSource {
  runs: Pick<RunListPort, "page">;
  schedules: Pick<SchedulePort, "list">;
  system: Pick<SystemPort, "queues">;
  /** ms since the epoch. */
  now: number;
}

/** What goes on in the program. */
export async function readOverview({ runs, schedules, system, now }: OverviewSource): Promise<OverviewFacts> {
  const [running, failed, list, queues] = await Promise.all([
    runs.page({ state: "STARTED" }, { limit: most }),
    runs.page({ state: "FAILURE", from: now - day }, { limit: most }),
    schedules.list(),
    system.queues(),
  ]);
  const coming = list
    .flatMap(({ id, nextTimes: [at] }) => (at === undefined ? [] : [{ id, name: id, at, address: "/schedules" }]))
    .sort((one, other) => one.at - other.at)
    .slice(0, shown);
  return { running: toCounted(running), failed: toCounted(failed), coming, queues };
}

function toCounted({ runs, next }: { runs: readonly RunRecord[]; next: string | undefined }): Counted {
  return { count: runs.length, hasMore: next !== undefined, items: runs.slice(0, shown).map(toItem) };
}

function toItem({ id, appName, startedAt, finishedAt, acceptedAt }: RunRecord): OverviewItem {
  return { id, name: appName, at: finishedAt ?? startedAt ?? acceptedAt, address: toRunAddress({ id, appName }) };
}
