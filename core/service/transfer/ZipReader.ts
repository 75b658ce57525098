import { inflateSync, strFromU8 } from "fflate";
import { crc32 } from "../../base/crc32.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ArchiveSource } from "./ArchiveSource.ts";

/** A file of an archive, as its directory has it. Nothing of it is trusted. */
export interface ZipEntry {
  /** As written: never a path to write to. */
  name: string;
  /** Bytes when unpacked. */
  size: number;
  /** Bytes in the archive. */
  packed: number;
  crc: number;
  /** 0 stored, 8 deflated. */
  method: number;
  /** Where its header begins. */
  offset: number;
}

export interface ZipLimits {
  archiveBytes: number;
  entries: number;
}

const endMark = 0x06054b50;
const directoryMark = 0x02014b50;
const fileMark = 0x04034b50;
const endBytes = 22;
const longestNote = 0xffff;
const fileTypeMask = 0o170000;
const symbolicLink = 0o120000;
const pieceBytes = 1024 * 1024;

/** Reads a ZIP archive file by file, with the checksum of each. Everything it does not like throws `invalid_document`. */
export class ZipReader {
  /** Without folders, in the order of the directory. */
  readonly entries: readonly ZipEntry[];
  private readonly source: ArchiveSource;

  private constructor(source: ArchiveSource, entries: ZipEntry[]) {
    this.source = source;
    this.entries = entries;
  }

  /** Reads the directory: refuses what is no archive, is beyond the limits, has a name twice, or holds a symbolic link. */
  static async open(source: ArchiveSource, limits: ZipLimits): Promise<ZipReader> {
    if (source.size > limits.archiveBytes) throw refusal(`is larger than ${limits.archiveBytes} bytes`);
    const { at, length, count } = await findDirectory(source);
    if (count > limits.entries) throw refusal(`holds more than ${limits.entries} files`);
    const entries = readDirectory(await source.read(at, length), count);
    if (entries.length > limits.entries) throw refusal(`holds more than ${limits.entries} files`);
    return new ZipReader(source, entries);
  }

  /** The whole content; `most` bytes at most are taken. */
  async read(entry: ZipEntry, most: number): Promise<Uint8Array> {
    if (entry.size > most) throw refusal(`unpacks to more than it may: ${quote(entry)} goes beyond the limit`);
    const packed = await this.source.read(await this.start(entry), entry.packed);
    const content = entry.method === 0 ? packed : inflate(packed, entry);
    if (content.length !== entry.size || crc32(content) !== entry.crc) throw damaged(entry);
    return content;
  }

  /** A file that was stored as it is, piece by piece. Throws at the end when the pieces are not what was written. */
  async *pieces(entry: ZipEntry): AsyncGenerator<Uint8Array> {
    if (entry.method !== 0 || entry.packed !== entry.size) throw damaged(entry);
    const start = await this.start(entry);
    let crc = 0;
    for (let done = 0; done < entry.size; done += pieceBytes) {
      const piece = await this.source.read(start + done, Math.min(pieceBytes, entry.size - done));
      crc = crc32(piece, crc);
      yield piece;
    }
    if (crc !== entry.crc) throw damaged(entry);
  }

  /** Where its content begins. */
  private async start(entry: ZipEntry): Promise<number> {
    if (entry.offset + 30 > this.source.size) throw damaged(entry);
    const head = viewOf(await this.source.read(entry.offset, 30));
    if (head.getUint32(0, true) !== fileMark || (entry.method !== 0 && entry.method !== 8)) throw damaged(entry);
    const start = entry.offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
    if (start + entry.packed > this.source.size) throw damaged(entry);
    return start;
  }
}

async function findDirectory(source: ArchiveSource): Promise<{ at: number; length: number; count: number }> {
  const tailStart = Math.max(0, source.size - endBytes - longestNote);
  const tail = viewOf(await source.read(tailStart, source.size - tailStart));
  for (let end = tail.byteLength - endBytes; end >= 0; end -= 1) {
    if (tail.getUint32(end, true) !== endMark) continue;
    const [count, length, at] = [
      tail.getUint16(end + 10, true),
      tail.getUint32(end + 12, true),
      tail.getUint32(end + 16, true),
    ];
    if (count === 0xffff || at === 0xffffffff) throw refusal("is of the large kind (ZIP64), which is not read");
    if (at + length <= tailStart + end) return { at, length, count };
  }
  throw refusal("is no ZIP archive, or is damaged");
}

function readDirectory(bytes: Uint8Array, count: number): ZipEntry[] {
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== directoryMark)
      throw refusal("is no ZIP archive, or is damaged");
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const isText = (view.getUint16(at + 8, true) & 0x800) !== 0;
    const name = strFromU8(bytes.subarray(at + 46, nameEnd), !isText);
    const isUnix = view.getUint8(at + 5) === 3;
    if (isUnix && (view.getUint16(at + 40, true) & fileTypeMask) === symbolicLink) {
      throw refusal(`holds a symbolic link: ${JSON.stringify(name)}`);
    }
    if (!name.endsWith("/")) {
      if (names.has(name)) throw refusal(`holds ${JSON.stringify(name)} twice`);
      names.add(name);
      entries.push({
        name,
        method: view.getUint16(at + 10, true),
        crc: view.getUint32(at + 16, true),
        packed: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        offset: view.getUint32(at + 42, true),
      });
    }
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** Never gives more than was announced. */
function inflate(packed: Uint8Array, entry: ZipEntry): Uint8Array {
  try {
    return inflateSync(packed, { out: new Uint8Array(entry.size) });
  } catch (error) {
    throw damaged(entry, error);
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function quote({ name }: ZipEntry): string {
  return JSON.stringify(name);
}

function damaged(entry: ZipEntry, cause?: unknown): SluiceError {
  return refusal(`holds ${quote(entry)} damaged`, cause);
}

export function refusal(what: string, cause?: unknown): SluiceError {
  return new SluiceError("invalid_document", `The archive ${what}.`, cause === undefined ? {} : { cause });
}
