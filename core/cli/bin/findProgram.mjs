// Plain JavaScript that any Node from 16 up can run.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "./findNode.mjs";

/**
 * What the names of folders in `core` begin with that hold a bundle of the command line; the rest names the sources it was made
 * from. As deep as the SDK in the project, because step code names files by where it is.
 */
export const bundlePrefix = "program-";

/** The bundle of the command line, if there is one of just the sources that are there now. */
export function findProgram() {
  try {
    const path = join(projectFolder, "core", `${bundlePrefix}${stampSources()}`, "sluice.mjs");
    return existsSync(path) ? path : undefined;
  } catch {
    // A source that went while it was looked at, or a file of an editor: the sources start as well.
    return undefined;
  }
}

/** Names the sources in `core` of a folder by their paths, sizes and times, which are read in a few milliseconds. */
export function stampSources(project = projectFolder) {
  const hash = createHash("sha256");
  for (const path of ["package-lock.json", ...sourcesIn(project, "core")]) {
    const { size, mtimeMs } = statSync(join(project, path));
    hash.update(`${path}\0${size}\0${mtimeMs}\0`);
  }
  return hash.digest("hex").slice(0, 16);
}

function sourcesIn(project, folder) {
  return readdirSync(join(project, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (folder === "core" && name.startsWith(bundlePrefix)) return [];
    if (name.includes(".")) return /\.(?:ts|mjs|json)$/.test(name) ? [path] : [];
    return path === "core/steps" ? [] : sourcesIn(project, path);
  });
}
