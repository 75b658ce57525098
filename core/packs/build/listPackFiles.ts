import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { isSafePath } from "../../base/isSafePath.ts";

/** What of a pack's folder goes into its archive; all else, such as tests and packages, stays out. */
const shipped = /^(?:meta\.json|README\.md|LICENSE[^/]*|NOTICE[^/]*|(?:steps|util)\/.+|(?:apps|configs)\/[^/]+\.json)$/;
const skipped = /(?:^|\/)(?:node_modules|\..*|.*\.test\.m?ts)(?:\/|$)/;

/** The files of a pack's folder, by relative path with `/`, and what is wrong with some. */
export function listPackFiles(folder: string): { paths: string[]; problems: string[] } {
  const paths: string[] = [];
  const problems: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/");
    if (entry.isDirectory() || skipped.test(path) || !shipped.test(path)) continue;
    if (!entry.isFile()) problems.push(`${path} is a link; a SyncPack holds only files`);
    else if (!isSafePath(path)) problems.push(`${path} has a name that some systems refuse`);
    else paths.push(path);
  }
  return { paths: paths.sort(), problems };
}
