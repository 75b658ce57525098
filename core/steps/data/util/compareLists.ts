import { StepException } from "sluice";
import { areEqual, keyOf } from "./keyOf.ts";
import { isRecord, readField } from "./readField.ts";

/** Two rows of one list have the same key. */
export class DuplicateKeyException extends StepException {}

/** A row of both lists that differs. `changes`: by field, from what it is to what it should be. */
export interface UpdatedRow {
  key: unknown[];
  source: unknown;
  target: unknown;
  changes: Record<string, { from: unknown; to: unknown }>;
}

export interface Comparison {
  new: unknown[];
  removed: unknown[];
  updated: UpdatedRow[];
  unchanged: unknown[];
}

/** What must happen to `target` to make it like `source`. Throws DuplicateKeyException. */
export function compareLists(lists: {
  source: readonly unknown[];
  target: readonly unknown[];
  key: readonly string[];
  /** Fields that must be equal; none = all of the source's row but the key. */
  compare: readonly string[];
  ignore: readonly string[];
}): Comparison {
  const { source, target, key } = lists;
  const left = byKey(source, { key, list: "source" });
  const right = byKey(target, { key, list: "target" });
  const result: Comparison = { new: [], removed: [], updated: [], unchanged: [] };
  for (const [id, row] of left) {
    if (!right.has(id)) result.new.push(row);
    else {
      const other = right.get(id);
      const changes = findChanges(row, other, lists);
      if (Object.keys(changes).length === 0) result.unchanged.push(row);
      else result.updated.push({ key: key.map((field) => readField(row, field)), source: row, target: other, changes });
    }
  }
  for (const [id, row] of right) if (!left.has(id)) result.removed.push(row);
  return result;
}

function byKey(rows: readonly unknown[], of: { key: readonly string[]; list: string }): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const row of rows) {
    const id = keyOf(row, of.key);
    if (found.has(id)) {
      const shown = of.key.map((field) => `${field} ${JSON.stringify(readField(row, field)) ?? "missing"}`).join(", ");
      throw new DuplicateKeyException(`Two rows of the ${of.list} have the key ${shown}`);
    }
    found.set(id, row);
  }
  return found;
}

function findChanges(
  source: unknown,
  target: unknown,
  { key, compare, ignore }: { key: readonly string[]; compare: readonly string[]; ignore: readonly string[] },
): UpdatedRow["changes"] {
  const fields = compare.length > 0 ? compare : isRecord(source) ? Object.keys(source) : [];
  const changes: UpdatedRow["changes"] = {};
  for (const field of fields) {
    if (key.includes(field) || ignore.includes(field)) continue;
    const [from, to] = [readField(target, field), readField(source, field)];
    if (!areEqual(from, to)) changes[field] = { from, to };
  }
  return changes;
}
