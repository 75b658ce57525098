import { isJsonObject, type JsonObject, ownValue } from "../base/json.ts";

/** The `syncpack_versions` of a document. */
export type PackVersions = JsonObject | undefined;

/** Which versions of SyncPacks a document was published with; undefined = none in particular. */
export function readPackVersions(document: JsonObject): PackVersions {
  const found = ownValue(document, "syncpack_versions");
  return isJsonObject(found) ? found : undefined;
}
