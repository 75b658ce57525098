import type { ZipEntry, ZipReader } from "./ZipReader.ts";
import { refusal } from "./ZipReader.ts";

/** Bounds of the texts of an archive, which are all in memory at once. Bytes. */
export const textLimits = { entryBytes: 32 * 1024 * 1024, totalBytes: 256 * 1024 * 1024, entries: 50_000 };

/** The files as texts by name. Throws `invalid_document` for what is beyond `limits`, damaged, or no text. */
export async function readTexts(
  archive: ZipReader,
  { entries, limits = textLimits }: { entries: readonly ZipEntry[]; limits?: typeof textLimits },
): Promise<Map<string, string>> {
  if (entries.length > limits.entries) throw refusal(`holds more than ${limits.entries} files`);
  let total = 0;
  for (const { name, size, packed } of entries) {
    total += Math.max(size, packed);
    if (size > limits.entryBytes || total > limits.totalBytes) {
      throw refusal(`unpacks to more than it may: ${JSON.stringify(name)} goes beyond the limit`);
    }
  }
  const texts = new Map<string, string>();
  for (const entry of entries) texts.set(entry.name, await readText(archive, { entry, most: limits.entryBytes }));
  return texts;
}

/** One file as text. Throws `invalid_document`. */
export async function readText(
  archive: ZipReader,
  { entry, most }: { entry: ZipEntry; most: number },
): Promise<string> {
  const content = await archive.read(entry, most);
  try {
    return decoder.decode(content);
  } catch (error) {
    throw refusal(`holds ${JSON.stringify(entry.name)}, which is no UTF-8 text`, error);
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
