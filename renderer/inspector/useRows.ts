import { type FocusEvent, useState } from "react";
import type { JsonValue } from "../../core/base/json.ts";
import { isJsonEqual } from "../../core/base/json.ts";
import type { Visit } from "../state/form/FieldVisit.ts";

export interface Rows<T> {
  /** Those of the document, or as they are being typed, and an empty one at the end. */
  shown: readonly T[];
  type(index: number, row: T): void;
  remove(index: number): void;
  /** Of the element around all rows: the visit ends when the focus leaves it. */
  onBlur(event: FocusEvent): void;
}

/** Rows while a person works on them: an unfinished one stays though the document holds only whole ones. */
export function useRows<T>(
  rows: readonly T[],
  { visit, write, empty }: { visit: Visit; write: (rows: readonly T[]) => JsonValue | undefined; empty: T },
): Rows<T> {
  const [draft, setDraft] = useState<{ rows: readonly T[]; written: JsonValue | undefined }>();
  const isOutdated = draft !== undefined && !visit.isWaiting && !isJsonEqual(draft.written, write(rows));
  const present = draft === undefined || isOutdated ? rows : draft.rows;
  const change = (next: readonly T[]): void => {
    const written = write(next);
    setDraft({ rows: next, written });
    visit.type(written);
  };
  return {
    shown: [...present, empty],
    type: (index, row) => change(index === present.length ? [...present, row] : present.with(index, row)),
    remove(index) {
      change(present.toSpliced(index, 1));
      visit.store();
    },
    onBlur({ currentTarget, relatedTarget }) {
      if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
      visit.end();
      setDraft(undefined);
    },
  };
}
