/** The time until a moment as people say it, in whole seconds: `12 s`, `3:05 min`, `2:10 h`, `3 d`; undefined = it is over. */
export function toCountdown(until: number, now: number): string | undefined {
  const seconds = Math.ceil((until - now) / 1000);
  if (seconds <= 0) return undefined;
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${twoDigits(seconds % 60)} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)} h`;
  return `${Math.floor(minutes / 1440)} d`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
