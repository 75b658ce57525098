import type { ArchiveSource } from "./ArchiveSource.ts";
import type { Bundle } from "./Bundle.ts";
import { fromBundleFiles } from "./bundleFiles.ts";
import { isHistory } from "./HistoryImporter.ts";
import { readTexts } from "./readTexts.ts";
import { zipLimits } from "./writeZip.ts";
import { ZipReader } from "./ZipReader.ts";

/** The documents of an export archive, and the archive itself for its run history. Throws `invalid_document`. */
export async function readArchive(source: ArchiveSource): Promise<{ bundle: Bundle; archive: ZipReader }> {
  const archive = await ZipReader.open(source, zipLimits);
  const entries = archive.entries.filter((entry) => !isHistory(entry));
  return { bundle: fromBundleFiles(await readTexts(archive, { entries })), archive };
}
