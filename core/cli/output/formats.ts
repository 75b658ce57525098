import type { DataSummary } from "../../model/RunRecord.ts";

/** `12 ms`, `3.4 s`, `2 min 5 s`, `1 h 3 min`; ms in. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.round((whole % 3600) / 60)} min`;
}

/** `812 B`, `3.4 KB`, `2.1 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ["KB", "MB", "GB"];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** What a step saved: `3 rows, 1.2 KB`. */
export function formatData(data: DataSummary): string {
  const size = formatBytes(data.bytes);
  if (data.count === undefined) return size;
  const unit = data.kind === "object" ? ["key", "keys"] : ["row", "rows"];
  return `${data.count} ${data.count === 1 ? unit[0] : unit[1]}, ${size}`;
}

/** `1 step`, `2 steps`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Local date and time, to the second. */
export function formatTime(time: number): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** Local time of day with milliseconds. */
export function formatClock(time: number): string {
  return `${formatTime(time).slice(11)}.${String(time % 1000).padStart(3, "0")}`;
}

/** Cuts a text to a width, with an ellipsis. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let result = "";
  let used = 0;
  for (const { segment } of segmenter.segment(text)) {
    const size = segmentWidth(segment);
    if (used + size > width - 1) break;
    result += segment;
    used += size;
  }
  return `${result}…`;
}

/** Pads a text on the right to a width of the terminal. */
export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}

const segmenter = new Intl.Segmenter();
const wide =
  /\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}|[\uff00-\uff60]|\ufe0f/u;

/** Columns a text takes on a terminal; emoji and East Asian characters take two. */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += segmentWidth(segment);
  return width;
}

function segmentWidth(segment: string): number {
  if (/^[\p{Mark}\p{Control}\u200b-\u200f]+$/u.test(segment)) return 0;
  return wide.test(segment) ? 2 : 1;
}

/** Makes text of others safe to print: no escape sequences, no line breaks. */
export function oneLine(text: string): string {
  return text.replace(/\r?\n/g, " ").replace(/\p{Control}/gu, "");
}

/** As `oneLine`, keeping the lines. */
export function safeLines(text: string): string {
  return text.replace(/[^\P{Control}\n\t]/gu, "");
}
