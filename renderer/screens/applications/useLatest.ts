import { useQuery } from "@tanstack/react-query";
import type { RunRecord } from "../../../core/model/RunRecord.ts";
import type { RunListPort } from "../../state/ports/RunListPort.ts";
import type { SchedulePort } from "../../state/ports/SchedulePort.ts";

export interface LatestPorts {
  runs: Pick<RunListPort, "page">;
  schedules: Pick<SchedulePort, "list">;
}

/** Among so many newest runs the last one of each application is looked for. */
const newest = 500;
const every = 5_000;

export interface Latest {
  lastRuns: ReadonlyMap<string, RunRecord>;
  nextTimes: ReadonlyMap<string, number>;
}

/** The newest run and the next time of each application, by its name. */
export function useLatest(ports: LatestPorts | undefined): Latest {
  const { data } = useQuery({
    queryKey: ["latest"],
    enabled: ports !== undefined,
    refetchInterval: every,
    queryFn: () => read(ports),
  });
  return data ?? { lastRuns: new Map(), nextTimes: new Map() };
}

async function read(ports: LatestPorts | undefined): Promise<Latest> {
  const lastRuns = new Map<string, RunRecord>();
  const nextTimes = new Map<string, number>();
  if (ports === undefined) return { lastRuns, nextTimes };
  const [{ runs }, schedules] = await Promise.all([ports.runs.page({}, { limit: newest }), ports.schedules.list()]);
  for (const run of runs) if (!lastRuns.has(run.appName)) lastRuns.set(run.appName, run);
  for (const {
    application,
    nextTimes: [at],
  } of schedules) {
    if (at !== undefined) nextTimes.set(application, Math.min(at, nextTimes.get(application) ?? at));
  }
  return { lastRuns, nextTimes };
}
