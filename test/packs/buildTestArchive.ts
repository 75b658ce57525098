import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { packTar, type TarEntry } from "modern-tar";
import { formatIndex, indexPath, modulePath } from "../../core/packs/archive/packIndex.ts";
import { packTgz } from "../../core/packs/archive/packTgz.ts";
import { buildManifest } from "../model/buildManifest.ts";

export interface TestPack {
  meta?: Record<string, unknown>;
  /** Code of the compiled modules by class; their sources are the same texts. */
  steps?: Record<string, string>;
  /** Further files, and others instead of those that are made. */
  files?: Record<string, string>;
}

/** An archive as `buildPack` makes it, of modules that were never compiled or described. */
export function buildTestArchive({ meta = {}, steps = {}, files = {} }: TestPack = {}): Promise<Uint8Array> {
  const name = typeof meta.name === "string" ? meta.name : "test_pack";
  const described = Object.entries(steps).map(([file, code]) => {
    const hash = createHash("sha256").update(code).digest("hex");
    return { file, hash, manifest: buildManifest({ file, hash, syncpack: name }) };
  });
  const texts: Record<string, string> = {
    "meta.json": JSON.stringify({ name, version: "1.0.0", ...meta }),
    [indexPath]: formatIndex({ steps: described, dependencies: [] }),
    ...Object.fromEntries(Object.entries(steps).map(([file, code]) => [modulePath(file), code])),
    ...Object.fromEntries(Object.entries(steps).map(([file, code]) => [`steps/${file}.ts`, code])),
    ...files,
  };
  return packTgz(new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)])));
}

/** An archive of any entries. */
export async function buildRawArchive(entries: TarEntry[]): Promise<Uint8Array> {
  return gzipSync(await packTar(entries));
}
