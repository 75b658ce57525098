import { ownValue } from "../../base/json.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import { readPackVersions } from "../../model/readPackVersions.ts";
import { listClasses } from "../uses/readSteps.ts";

/** Classes of a version of a pack that is to go. */
export interface LeavingPack {
  name: string;
  version: string;
  files: ReadonlySet<string>;
  /** Those that versions which stay have too, for documents that want none in particular. */
  elsewhere: ReadonlySet<string>;
}

/** Whether a document has steps that would lose their class. */
export function usesPack(document: ApplicationDocument, { name, version, files, elsewhere }: LeavingPack): boolean {
  const wanted = ownValue(readPackVersions(document) ?? {}, name);
  const isPinned = typeof wanted === "string";
  if (isPinned && wanted !== version) return false;
  return listClasses(document).some(
    ({ file, syncpack }) =>
      files.has(file) && (isPinned || !elsewhere.has(file)) && (syncpack === undefined || syncpack === name),
  );
}
