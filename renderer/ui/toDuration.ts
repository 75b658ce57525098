/** A time between two moments in ms, as people say it: `40 ms`, `0.4 s`, `12 s`, `3:05 min`, `2:10 h`. undefined without a begin. */
export function toDuration(start: number | undefined, end: number): string | undefined {
  if (start === undefined) return undefined;
  const seconds = Math.max(0, end - start) / 1000;
  if (seconds < 0.1) return `${Math.round(1000 * seconds)} ms`;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${twoDigits(seconds % 60)} min`;
  return `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)} h`;
}

function twoDigits(value: number): string {
  return String(Math.floor(value)).padStart(2, "0");
}
