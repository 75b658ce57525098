const ranks = ["number", "date", "text", "boolean", "other", "nothing"] as const;

export interface ComparisonOptions {
  /** How texts compare; undefined = by their characters. */
  collator?: Intl.Collator | undefined;
}

/**
 * Negative, 0 or positive as `a` comes before, with or after `b`. Numbers come first, then dates, texts, booleans and
 * everything else; what is missing comes last.
 */
export function compareValues(a: unknown, b: unknown, { collator }: ComparisonOptions = {}): number {
  const byRank = ranks.indexOf(rankOf(a)) - ranks.indexOf(rankOf(b));
  if (byRank !== 0) return byRank;
  if (typeof a === "string" && typeof b === "string" && collator !== undefined) return collator.compare(a, b);
  const [left, right] = [toOrdered(a), toOrdered(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether two values can be put in order: both are numbers, texts, dates or booleans. */
export function areComparable(a: unknown, b: unknown): boolean {
  const rank = rankOf(a);
  return rank === rankOf(b) && rank !== "other" && rank !== "nothing";
}

function rankOf(value: unknown): (typeof ranks)[number] {
  if (value === undefined || value === null || Number.isNaN(value)) return "nothing";
  if (typeof value === "number" || typeof value === "bigint") return "number";
  if (value instanceof Date) return "date";
  if (typeof value === "string") return "text";
  return typeof value === "boolean" ? "boolean" : "other";
}

function toOrdered(value: unknown): number | bigint | string {
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "string") return value;
  if (value instanceof Date) return value.getTime();
  return Number(value === true);
}
