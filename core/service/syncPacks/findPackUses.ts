import { ownValue } from "../../base/json.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import { readPackVersions } from "../stepClasses/readPackVersions.ts";
import { readSteps } from "../uses/readSteps.ts";

/** Classes of a version of a pack that is to go. */
export interface LeavingPack {
  name: string;
  version: string;
  files: ReadonlySet<string>;
  /** Whether another version stays for documents that want none in particular. */
  othersStay: boolean;
}

/** Whether a document has steps that would lose their class. */
export function usesPack(document: ApplicationDocument, { name, version, files, othersStay }: LeavingPack): boolean {
  const wanted = ownValue(readPackVersions(document) ?? {}, name);
  if (typeof wanted === "string" ? wanted !== version : othersStay) return false;
  return readSteps(document, () => undefined).some(
    ({ file, syncpack }) => files.has(file) && (syncpack === undefined || syncpack === name),
  );
}
