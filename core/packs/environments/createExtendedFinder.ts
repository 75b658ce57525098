import { basename } from "node:path";
import { packEnvironment } from "../../model/packEnvironment.ts";
import type { PackContents } from "../../service/ports/PackArchives.ts";

interface KnownEnvironments {
  archives(): readonly PackContents[];
  folderOf(pack: { name: string; version: string; hash: string }): string;
}

const mapOf = /\/\/# sourceMappingURL=data:application\/json;base64,([\w+/=]+)\s*$/;
/** Files of an uploaded pack that became part of a module, as `createPackEnvironments` names their folder. */
const uploaded = /\/environments\/([^/]+-[0-9a-f]{16})\//;

/**
 * Finds the environment of the uploaded pack whose code is a part of a compiled own class, by where the files of the module lay;
 * undefined = it has none of such code. Code of packs whose archive is gone, or of several ones, may do nothing.
 */
export function createExtendedFinder({
  archives,
  folderOf,
}: KnownEnvironments): (compiled: string) => string | undefined {
  return (compiled) => {
    const folders = [...new Set(readSources(compiled).flatMap((source) => uploaded.exec(source)?.[1] ?? []))];
    const [folder] = folders;
    if (folder === undefined) return undefined;
    if (folders.length > 1) return `${folders.join("+")}@`;
    const known = archives().find(({ meta, hash }) => basename(folderOf({ ...meta, hash })) === folder);
    return known === undefined ? `${folder}@` : packEnvironment(known);
  };
}

function readSources(compiled: string): string[] {
  const encoded = mapOf.exec(compiled)?.[1];
  if (encoded === undefined) return [];
  const { sources } = JSON.parse(Buffer.from(encoded, "base64").toString()) as { sources: string[] };
  return sources.map((source) => decodeURIComponent(source));
}
