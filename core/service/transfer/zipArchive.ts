import { strFromU8, strToU8, type UnzipFileInfo, unzipSync, zipSync } from "fflate";
import { SluiceError } from "../../base/SluiceError.ts";

/** Bounds of an archive that is read. Bytes. */
export const archiveLimits = {
  archiveBytes: 128 * 1024 * 1024,
  entryBytes: 32 * 1024 * 1024,
  totalBytes: 256 * 1024 * 1024,
  entries: 50_000,
};

// The same content gives the same bytes. Local time, as ZIP has it.
const fixedTime = "1980-01-01T00:00:00";

/** A ZIP archive of text files. */
export function writeZip(files: ReadonlyMap<string, string>): Uint8Array {
  const entries = [...files].map(([name, text]): [string, Uint8Array] => [name, strToU8(text)]);
  return zipSync(Object.fromEntries(entries), { level: 6, mtime: fixedTime });
}

/**
 * The text files of a ZIP archive by name; folders are left out. Names are as written: never a path to write to.
 * Throws `invalid_document` for what is no archive, is beyond `archiveLimits`, has a name twice, or is no text.
 */
export function readZip(bytes: Uint8Array, limits: typeof archiveLimits = archiveLimits): Map<string, string> {
  if (bytes.length > limits.archiveBytes) throw refusal(`is larger than ${limits.archiveBytes} bytes`);
  const sizes = new Map<string, number>();
  let total = 0;
  const filter = ({ name, originalSize, size }: UnzipFileInfo): boolean => {
    if (name.endsWith("/")) return false;
    if (sizes.has(name)) throw refusal(`holds ${JSON.stringify(name)} twice`);
    if (sizes.size >= limits.entries) throw refusal(`holds more than ${limits.entries} files`);
    total += Math.max(originalSize, size);
    if (originalSize > limits.entryBytes || total > limits.totalBytes) {
      throw refusal(`unpacks to more than it may: ${JSON.stringify(name)} goes beyond the limit`);
    }
    sizes.set(name, originalSize);
    return true;
  };
  const files = unzip(bytes, filter);
  const link = listUnixModes(bytes).find(({ mode }) => (mode & fileTypeMask) === symbolicLink);
  if (link !== undefined) throw refusal(`holds a symbolic link: ${JSON.stringify(link.name)}`);
  return new Map([...sizes].map(([name, size]) => [name, toText(name, size, files)]));
}

function unzip(bytes: Uint8Array, filter: (file: UnzipFileInfo) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof SluiceError) throw error;
    throw refusal("is no ZIP archive, or is damaged", error);
  }
}

const fileTypeMask = 0o170000;
const symbolicLink = 0o120000;

/** Names and modes as the directory of an archive has them; the library does not tell modes. */
function listUnixModes(bytes: Uint8Array): { name: string; mode: number }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end > 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  const modes: { name: string; mode: number }[] = [];
  let at = view.getUint32(end + 16, true);
  while (at + 46 <= bytes.length && view.getUint32(at, true) === 0x02014b50) {
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const next = at + 46 + (nameLength ?? 0);
    const isUnix = view.getUint8(at + 5) === 3;
    if (isUnix) modes.push({ name: strFromU8(bytes.subarray(at + 46, next)), mode: view.getUint16(at + 40, true) });
    at = next + (extraLength ?? 0) + (noteLength ?? 0);
  }
  return modes;
}

function toText(name: string, size: number, files: Record<string, Uint8Array>): string {
  const content = Object.hasOwn(files, name) ? files[name] : undefined;
  // What is unpacked is never longer than was announced; a shorter one is cut off.
  if (content === undefined || content.length !== size) throw refusal(`holds ${JSON.stringify(name)} damaged`);
  try {
    return decoder.decode(content);
  } catch (error) {
    throw refusal(`holds ${JSON.stringify(name)}, which is no UTF-8 text`, error);
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function refusal(what: string, cause?: unknown): SluiceError {
  return new SluiceError("invalid_document", `The archive ${what}.`, cause === undefined ? {} : { cause });
}
