import { SluiceError } from "../base/SluiceError.ts";
import type { StoredDocument } from "../service/ports/repositories.ts";

/** Names one state of a document: its revision, and when that was stored. */
export function etagOf({ revision, createdAt }: Pick<StoredDocument, "revision" | "createdAt">): string {
  return `"${revision}-${createdAt}"`;
}

/** Throws `changed_meanwhile` unless the document is in the state that an If-Match header names; `*` = any that exists. */
export function assertUnchanged(
  expected: string,
  { name, found }: { name: string; found: Pick<StoredDocument, "revision" | "createdAt"> | undefined },
): void {
  const tags = expected.split(",").map((tag) => tag.trim());
  if (found !== undefined && (tags.includes("*") || tags.includes(etagOf(found)))) return;
  const now = found === undefined ? "It does not exist any more" : `It is now at ${etagOf(found)}`;
  throw new SluiceError("changed_meanwhile", `"${name}" is not as it was read at ${expected}. ${now}: read it again.`, {
    details: { name, ...(found === undefined ? {} : { etag: etagOf(found) }) },
  });
}
