import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { type ParsedTarEntryWithData, unpackTar } from "modern-tar";
import { isSafePath } from "../../base/isSafePath.ts";
import { invalidPack } from "../meta/parsePackMeta.ts";
import { archiveLimits } from "./archiveLimits.ts";

const inflate = promisify(gunzip);
/** npm keeps everything in this folder. */
const prefix = "package/";

/** The files of an archive by their path, in memory. Throws `invalid_pack` for what is damaged, too large or unsafe. */
export async function unpackTgz(bytes: Uint8Array, limits = archiveLimits): Promise<Map<string, Uint8Array>> {
  const entries = await readEntries(await unzip(bytes, limits));
  if (entries.length > limits.files * 2) throw invalidPack("archive", [`it has more than ${limits.files} files`]);
  const files = new Map<string, Uint8Array>();
  const folded = new Set<string>();
  const reasons: string[] = [];
  for (const { header, data } of entries) {
    if (header.type === "directory") continue;
    const { name } = header;
    const reason = faultOf(header);
    const path = name.slice(prefix.length);
    const key = path.normalize("NFC").toLowerCase();
    if (reason !== undefined) reasons.push(`${JSON.stringify(name)} ${reason}`);
    else if (folded.has(key)) reasons.push(`${JSON.stringify(name)} is there twice`);
    else files.set(path, data ?? new Uint8Array());
    folded.add(key);
  }
  if (files.size > limits.files) reasons.push(`it has more than ${limits.files} files`);
  if (reasons.length > 0) throw invalidPack("archive", reasons.slice(0, 20));
  return files;
}

async function unzip(bytes: Uint8Array, limits: typeof archiveLimits): Promise<Uint8Array> {
  if (bytes.length > limits.packed) throw invalidPack("archive", [`it is larger than ${limits.packed} bytes`]);
  const most = Math.min(limits.unpacked, Math.max(limits.freeUnpacked, bytes.length * limits.ratio));
  try {
    return await inflate(bytes, { maxOutputLength: most });
  } catch (cause) {
    const isBomb = (cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw invalidPack("archive", [
      isBomb
        ? `it unpacks to more than ${most} bytes, too much for its ${bytes.length}`
        : "it is no gzip file, or it is damaged",
    ]);
  }
}

async function readEntries(tar: Uint8Array): Promise<ParsedTarEntryWithData[]> {
  try {
    return await unpackTar(tar, { strict: true });
  } catch {
    throw invalidPack("archive", ["it is no tar archive, or it is damaged"]);
  }
}

function faultOf({ name, type }: { name: string; type?: string | undefined }): string | undefined {
  if (type !== undefined && type !== "file") return `is a ${type}; a SyncPack holds only files`;
  if (!name.startsWith(prefix)) return `does not lie in ${prefix}`;
  return isSafePath(name) ? undefined : "would lie outside its folder, or has a name that some systems refuse";
}
