import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { packTar } from "modern-tar";

const deflate = promisify(gzip);
/** As npm does: a time that says nothing. */
const mtime = new Date("1985-10-26T08:15:00Z");

/** A `.tgz` as npm lays it out. The same files give the same bytes. */
export async function packTgz(files: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const entries = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, body]) => ({
      header: { name: `package/${path}`, size: body.length, type: "file" as const, mode: 0o644, uid: 0, gid: 0, mtime },
      body,
    }));
  const packed = await deflate(await packTar(entries), { level: 9 });
  // The system that packed it.
  packed[9] = 255;
  return packed;
}
