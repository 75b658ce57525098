import type { ScheduleTimes } from "../../model/Schedule.ts";
import { lastFirings, nextFirings } from "../nextFirings.ts";

/** When a schedule that begins at `now` (ms) is due first; undefined = never. Throws `invalid_schedule`. */
export function firstDueTime(times: ScheduleTimes, now: number): number | undefined {
  if (times.kind === "frequency") return now + times.runEvery * 1000;
  if (times.kind === "once") return times.at > now ? times.at : undefined;
  return nextFirings({ ...times, after: new Date(now), count: 1 })[0]?.getTime();
}

/** The first due time not before `from` of a schedule that is due at `nextAt` and later; undefined = none. */
export function firstDueFrom(
  times: ScheduleTimes,
  { nextAt, from }: { nextAt: number; from: number },
): number | undefined {
  if (nextAt >= from) return nextAt;
  if (times.kind === "once") return undefined;
  // Crontab times are whole seconds.
  if (times.kind === "crontab") return firstDueTime(times, from - 1);
  const every = times.runEvery * 1000;
  return nextAt + Math.ceil((from - nextAt) / every) * every;
}

/** The due times from `first` on, with it: at most `count`, none later than `until`. */
export function listDueTimes(
  times: ScheduleTimes,
  { first, until, count }: { first: number; until: number; count: number },
): number[] {
  if (first > until || count < 1) return [];
  if (times.kind === "once") return [first];
  if (times.kind === "crontab") return [first, ...listFirings(times, { after: first, until, count: count - 1 })];
  const every = times.runEvery * 1000;
  const length = Math.min(count, Math.floor((until - first) / every) + 1);
  return Array.from({ length }, (_none, index) => first + index * every);
}

/** The newest `count` due times between `first` and `until`, both with them, and how many there are; more than twice `count` are not counted on. */
export function newestDueTimes(
  times: ScheduleTimes,
  { first, until, count }: { first: number; until: number; count: number },
): { newest: number[]; total: number } {
  if (times.kind === "frequency") {
    const every = times.runEvery * 1000;
    const total = first > until ? 0 : Math.floor((until - first) / every) + 1;
    const start = first + Math.max(0, total - count) * every;
    return { newest: listDueTimes(times, { first: start, until, count }), total };
  }
  const list = listDueTimes(times, { first, until, count: 2 * count });
  if (times.kind === "once" || list.length < 2 * count) return { newest: list.slice(-count), total: list.length };
  // From a day earlier on, so that a change of the clock is seen from the same side as always.
  const [start] = lastFirings({ ...times, until: new Date(until), count });
  const after = Math.max(first - 1000, (start?.getTime() ?? first) - dayMs);
  return {
    newest: listFirings(times, { after, until, count: Number.POSITIVE_INFINITY }).slice(-count),
    total: 2 * count,
  };
}

const dayMs = 86_400_000;

/** In pieces, because a search beyond `until` may go on for years. */
function listFirings(
  times: ScheduleTimes & { kind: "crontab" },
  { after, until, count }: { after: number; until: number; count: number },
): number[] {
  const found: number[] = [];
  for (let [last, size] = [after, 1]; found.length < count; size = Math.min(size * 2, 64)) {
    const wanted = Math.min(size, count - found.length);
    const piece = nextFirings({ ...times, after: new Date(last), count: wanted }).map((time) => time.getTime());
    const within = piece.filter((time) => time <= until);
    found.push(...within);
    last = within.at(-1) ?? last;
    if (within.length < wanted) break;
  }
  return found;
}
