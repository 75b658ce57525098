/** A time in ms since the epoch as people say it here: the time of day, and the day when it is not today. */
export function toMoment(at: number, now: number = Date.now()): string {
  return withDay(at, { now, time: { hour: "2-digit", minute: "2-digit", second: "2-digit" } });
}

/** The same without seconds. */
export function toShortMoment(at: number, now: number = Date.now()): string {
  return withDay(at, { now, time: { hour: "2-digit", minute: "2-digit" } });
}

function withDay(at: number, { now, time: parts }: { now: number; time: Intl.DateTimeFormatOptions }): string {
  const date = new Date(at);
  const time = date.toLocaleTimeString([], parts);
  if (date.toDateString() === new Date(now).toDateString()) return time;
  return `${date.toLocaleDateString([], { day: "numeric", month: "short" })} ${time}`;
}
