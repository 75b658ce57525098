import { Cron } from "croner";
import { isTimeZone } from "../model/cron/isTimeZone.ts";
import { parseCron } from "../model/cron/parseCron.ts";
import { unknownTimeZone } from "../model/scheduleTimes.ts";

/**
 * The next times at which a crontab expression fires, each later than `after`; fewer than `count` when it never fires
 * again. Five fields by the rules of the manual's scheduler: day of month and day of week must both match.
 *
 * When the clock of `timeZone` (IANA, such as `Europe/Berlin`) is changed: an expression with plain values for minute and
 * hour fires once a day as before, right after the change if its time is left out, and at the first of two equal times.
 * One with `*` or a step there goes by the clock: it skips times that are left out and fires at both of two equal ones.
 *
 * Throws `invalid_schedule` that says what is wrong, in which field, and what to write.
 */
export function nextFirings(wish: { expression: string; after: Date; count: number; timeZone: string }): Date[] {
  return createCron(wish).nextRuns(wish.count, toSecond(wish.after));
}

/** The latest times at which a crontab expression fired, up to and with `until`, ascending. Throws as `nextFirings`. */
export function lastFirings(wish: { expression: string; until: Date; count: number; timeZone: string }): Date[] {
  // Croner looks at what lies before a whole second.
  const before = new Date(toSecond(wish.until).getTime() + 1000);
  return createCron(wish).previousRuns(wish.count, before).reverse();
}

// Reading an expression costs more than a search, and a scheduler asks for the same ones again and again.
const known = new Map<string, Cron>();
const mostKnown = 500;

function createCron({ expression, timeZone }: { expression: string; timeZone: string }): Cron {
  const key = `${timeZone} ${expression}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const { values, isFixedTime } = parseCron(expression);
  if (!isTimeZone(timeZone)) throw unknownTimeZone(timeZone);
  const cron = new Cron(values.map((list) => list.join(",")).join(" "), {
    timezone: timeZone,
    domAndDow: true,
    mode: "5-part",
    paused: true,
    // Lists of hours count as plain values, but not the list that a wildcard was expanded to.
    fixedTimeRule: isFixedTime ? "no-wildcard" : "single-value",
  });
  if (known.size >= mostKnown) known.clear();
  known.set(key, cron);
  return cron;
}

function toSecond(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}
