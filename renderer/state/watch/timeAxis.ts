const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 30, 90, 365].map((count) => count * day),
];

export interface AxisMark {
  /** ms since the begin of the axis. */
  at: number;
  label: string;
}

/** Round times along an axis of `length` ms, from 0 on, no more than `most`. */
export function listAxisMarks(length: number, most: number): AxisMark[] {
  const step = steps.find((one) => length / one <= Math.max(1, most - 1)) ?? length;
  const count = step === 0 ? 0 : Math.floor(length / step);
  return Array.from({ length: count + 1 }, (_, index) => ({ at: index * step, label: toLabel(index * step, step) }));
}

function toLabel(at: number, step: number): string {
  if (at === 0) return "0";
  if (step < second) return `${(at / second).toFixed(step < 10 ? 3 : step < 100 ? 2 : 1)} s`;
  if (at < minute) return `${at / second} s`;
  const minutes = Math.floor((at % hour) / minute);
  if (at < hour) return `${minutes}:${twoDigits((at % minute) / second)} min`;
  if (at < day) return `${Math.floor(at / hour)}:${twoDigits(minutes)} h`;
  const hours = Math.floor((at % day) / hour);
  return `${Math.floor(at / day)} d${hours === 0 ? "" : ` ${hours} h`}`;
}

function twoDigits(value: number): string {
  return String(Math.floor(value)).padStart(2, "0");
}
