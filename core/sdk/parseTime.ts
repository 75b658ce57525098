const isoDate = /^\d{4}-\d{2}-\d{2}$/;
const isoTime = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?$/i;

/** A date from ISO 8601 text (without a zone: UTC), milliseconds since the epoch, or a Date; undefined for anything else. */
export function parseDate(value: unknown): Date | undefined {
  if (value instanceof Date || typeof value === "number") return validDate(new Date(value));
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (isoDate.test(text)) return validDay(new Date(`${text}T00:00:00Z`), text);
  const time = isoTime.exec(text);
  if (time === null) return undefined;
  const [, day = "", clock = "", zone = "Z"] = time;
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  return validDay(new Date(`${day}T00:00:00Z`), day) && validDate(new Date(`${day}T${clock}${offset}`));
}

const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const durationText = /^(?:\d+(?:\.\d+)?\s*(?:ms|s|m|h|d|w)\s*)+$/i;
const durationPart = /(\d+(?:\.\d+)?)\s*(ms|s|m|h|d|w)/gi;
const isoDuration = /^P(?=[\dT])(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;

/** Milliseconds from seconds (a number or digit text), `1h 30m`, `250ms` or ISO 8601 `PT5M`; undefined for anything else. */
export function parseDuration(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) && value >= 0 ? value * 1000 : undefined;
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
  const iso = isoDuration.exec(text);
  if (iso) {
    const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = iso.slice(1).map((part) => Number(part ?? 0));
    return ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  }
  if (!durationText.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit = ""] of text.matchAll(durationPart)) {
    total += Number(amount) * (units[unit.toLowerCase()] ?? 0);
  }
  return total;
}

function validDate(date: Date): Date | undefined {
  return Number.isFinite(date.getTime()) ? date : undefined;
}

/** Refuses days that roll over, such as the 30th of February. */
function validDay(date: Date, day: string): Date | undefined {
  return validDate(date)?.toISOString().startsWith(day) ? date : undefined;
}
