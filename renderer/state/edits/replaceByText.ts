import { isJsonEqual } from "../../../core/base/json.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";
import { matchStepIds } from "../../../core/model/operations/matchStepIds.ts";
import { parseApplication } from "../../../core/model/parseApplication.ts";

/**
 * The operation that makes the document what a text says, none when it says the same. Steps keep their id, renamed
 * ones as well. Refused, with a sentence and the place, when the text is no application.
 */
export function replaceByText(
  state: EditState,
  { text, createId }: { text: string; createId: () => string },
): { ok: true; operations: EditOperation[] } | { ok: false; reason: string } {
  const parsed = parseApplication(text);
  if (!parsed.ok) return { ok: false, reason: parsed.problems.map(({ message }) => message).join(" ") };
  const { document } = parsed;
  const isSame = isJsonEqual(document, state.document) && JSON.stringify(document) === JSON.stringify(state.document);
  if (isSame) return { ok: true, operations: [] };
  const stepIds = matchStepIds(document, { before: state, createId });
  return { ok: true, operations: [{ op: "replaceDocument", document, stepIds }] };
}
