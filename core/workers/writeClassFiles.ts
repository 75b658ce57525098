import { createHash } from "node:crypto";
import { join } from "node:path";
import { isSafePath } from "../base/isSafePath.ts";
import { SluiceError } from "../base/SluiceError.ts";
import type { ClassFiles } from "../service/ports/StepClasses.ts";
import { writeAtomically } from "./compileCache.ts";

/**
 * Writes the files of a class into a folder named by their content, and gives that folder and the path of the class.
 * Throws `wrong_use` for a path that leads out of it and for two that some systems take for one; then nothing is written.
 */
export async function writeClassFiles(
  parent: string,
  { main, files }: ClassFiles,
): Promise<{ root: string; path: string }> {
  const entries = Object.entries(files);
  const seen = new Set<string>();
  for (const [path] of entries) {
    if (!isSafePath(path)) throw new SluiceError("wrong_use", `The file ${path} would lie outside its folder.`);
    const folded = path.normalize("NFC").toLowerCase();
    if (seen.has(folded)) throw new SluiceError("wrong_use", `The file ${path} is there twice.`);
    seen.add(folded);
  }
  if (!Object.hasOwn(files, main)) throw new SluiceError("wrong_use", `The step class ${main} is missing.`);
  const hash = createHash("sha256");
  for (const [path, text] of entries) hash.update(`${path.length}:${path}${text.length}:`).update(text);
  const root = join(parent, hash.digest("hex").slice(0, 32));
  for (const [path, text] of entries) await writeAtomically(join(root, path), text);
  return { root, path: join(root, main) };
}
