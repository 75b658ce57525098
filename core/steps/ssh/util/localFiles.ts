import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join, normalize } from "node:path";
import { pipeline } from "node:stream/promises";
import { SftpException } from "./SftpException.ts";

/** Absolute, so that nothing depends on where the program was started. Throws SftpException for a relative path. */
export function localPath(path: string): string {
  const home = path.startsWith("~/") || path === "~" ? join(homedir(), path.slice(1)) : path;
  if (isAbsolute(home)) return normalize(home);
  throw new SftpException(`"${path}" is no absolute path; write where it begins, such as /data/${path} or ~/${path}`);
}

/** Writes a file of this computer whole or not at all, and resolves with how many bytes it has. */
export async function writeLocal(path: string, content: AsyncIterable<Buffer>): Promise<number> {
  const beside = `${path}.${process.pid}.${Date.now()}.part`;
  let bytes = 0;
  try {
    const counted = async function* (): AsyncGenerator<Buffer> {
      for await (const chunk of content) {
        bytes += chunk.length;
        yield chunk;
      }
    };
    await pipeline(counted(), createWriteStream(beside, { flags: "wx", flush: true }));
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  return bytes;
}
