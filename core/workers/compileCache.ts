import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Counts up when the way of compiling changes, so that no older result is used. */
const compilerVersion = 3;

/** One file a module was made from. */
export interface CompileInput {
  path: string;
  hash: string;
}

interface IndexEntry {
  version: number;
  path: string;
  hash: string;
  inputs: CompileInput[];
  /** That of the uploaded pack whose classes it extends. */
  environment?: string | undefined;
}

/** The compiled module of an entry, if nothing it was made from has changed since. */
export async function findCompiled(
  folder: string,
  path: string,
): Promise<(Pick<IndexEntry, "hash" | "inputs" | "environment"> & { compiled: string }) | undefined> {
  try {
    const entry = JSON.parse(await readFile(indexPath(folder, path), "utf8")) as IndexEntry;
    if (entry.version !== compilerVersion || entry.path !== path) return undefined;
    const checks = entry.inputs.map(async (input) => hashOf(await readFile(input.path)) === input.hash);
    const compiled = readFile(join(folder, `${entry.hash}.mjs`), "utf8");
    const [text, ...unchanged] = await Promise.all([compiled, ...checks]);
    // The text is checked too: a power cut may have left a file without its content.
    const isWhole = unchanged.every(Boolean) && hashOf(text) === entry.hash;
    const { hash, inputs, environment } = entry;
    return isWhole ? { compiled: text, hash, inputs, environment } : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers what the module of an entry was made from. */
export async function writeIndex(folder: string, entry: Omit<IndexEntry, "version">): Promise<void> {
  await writeAtomically(indexPath(folder, entry.path), JSON.stringify({ version: compilerVersion, ...entry }));
}

/** Writes a file that others see whole or not at all; only its owner may read it. */
export async function writeAtomically(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, "wx", 0o600);
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** sha256, hexadecimal. */
export function hashOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

function indexPath(folder: string, path: string): string {
  return join(folder, "index", `${hashOf(path).slice(0, 32)}.json`);
}
