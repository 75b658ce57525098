import { useState } from "react";
import { isJsonEqual, type JsonValue } from "../../core/base/json.ts";
import type { Visit } from "../state/form/FieldVisit.ts";

interface Draft {
  text: string;
  value: JsonValue | undefined;
}

export interface Typing {
  text: string;
  isTyping: boolean;
  /** `value` is what the text means. */
  type(text: string, value: JsonValue | undefined): void;
  /** The visit is over. */
  leave(): void;
}

/** The text of a field while a person is in it: as it was typed, until the document says something else. */
export function useTyping(
  value: JsonValue | undefined,
  { visit, toText }: { visit: Visit; toText: (value: JsonValue | undefined) => string },
): Typing {
  const [draft, setDraft] = useState<Draft>();
  // Another window, or an undo, changed the field under the person.
  const isOutdated = draft !== undefined && !visit.isWaiting && !isJsonEqual(draft.value, value);
  const isTyping = draft !== undefined && !isOutdated;
  return {
    isTyping,
    text: isTyping ? draft.text : toText(value),
    type(text, next) {
      setDraft({ text, value: next });
      visit.type(next);
    },
    leave() {
      visit.end();
      setDraft(undefined);
    },
  };
}
