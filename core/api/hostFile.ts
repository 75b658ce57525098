import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import { parseJson } from "../base/json.ts";
import { writePrivateFile } from "./writePrivateFile.ts";

const hostFileSchema = z.object({
  pid: z.int(),
  url: z.string().optional(),
  socket: z.string().optional(),
  /** Of this start of the host alone. */
  token: z.string(),
});

/** How the command line of this user reaches the running host of a data folder. */
export type HostFile = z.infer<typeof hostFileSchema>;

/** Only this user can read it. */
export function writeHostFile(dataFolder: string, host: HostFile): void {
  writePrivateFile(pathOf(dataFolder), `${JSON.stringify(host)}\n`);
}

/** undefined = no host has written one; it may be stale after a kill. */
export function readHostFile(dataFolder: string): HostFile | undefined {
  try {
    const parsed = parseJson(readFileSync(pathOf(dataFolder), "utf8"));
    return parsed.ok ? hostFileSchema.safeParse(parsed.value).data : undefined;
  } catch {
    return undefined;
  }
}

export function removeHostFile(dataFolder: string): void {
  rmSync(pathOf(dataFolder), { force: true });
}

/** In the runtime or temp folder, under a hash of the data folder: paths above 108 characters break sockets. */
export function socketPathOf(dataFolder: string): string {
  const hash = createHash("sha256").update(resolve(dataFolder)).digest("hex").slice(0, 16);
  if (process.platform === "win32") return `\\\\.\\pipe\\sluice-${hash}`;
  return join(process.env.XDG_RUNTIME_DIR || tmpdir(), `sluice-${hash}.sock`);
}

function pathOf(dataFolder: string): string {
  return join(dataFolder, "host.json");
}
