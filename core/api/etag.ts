import { createHash } from "node:crypto";
import type { JsonObject } from "../base/json.ts";
import { SluiceError } from "../base/SluiceError.ts";
import type { StoredDocument } from "../service/ports/repositories.ts";

/** Names one state of a document: its revision, and when that was stored. */
export function etagOf({ revision, createdAt }: Pick<StoredDocument, "revision" | "createdAt">): string {
  return `"${revision}-${createdAt}"`;
}

/** Names one state of a document that has no revisions to see. */
export function etagOfDocument(document: JsonObject): string {
  return `"${createHash("sha256").update(JSON.stringify(document)).digest("base64url").slice(0, 22)}"`;
}

/** Throws `changed_meanwhile` unless the document is in the state that an If-Match header names; `*` = any that exists. */
export function assertUnchanged(
  expected: string,
  { name, found }: { name: string; found: Pick<StoredDocument, "revision" | "createdAt"> | undefined },
): void {
  assertEtag(expected, { name, etag: found === undefined ? undefined : etagOf(found) });
}

/** As `assertUnchanged`, for what has another kind of tag; undefined = it does not exist. */
export function assertEtag(expected: string, { name, etag }: { name: string; etag: string | undefined }): void {
  const tags = expected.split(",").map((tag) => tag.trim());
  if (etag !== undefined && (tags.includes("*") || tags.includes(etag))) return;
  const now = etag === undefined ? "It does not exist any more" : `It is now at ${etag}`;
  throw new SluiceError("changed_meanwhile", `"${name}" is not as it was read at ${expected}. ${now}: read it again.`, {
    details: { name, ...(etag === undefined ? {} : { etag }) },
  });
}
