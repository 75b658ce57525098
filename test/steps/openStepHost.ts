import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type OwnerHost, openHost } from "../../core/host.ts";
import { cacheFolder } from "../service/openTestHost.ts";

/** A host over a folder of its own for all tests of a file; `close` ends the one and removes the other. The path holds a space on purpose. */
export async function openStepHost(): Promise<{ host: OwnerHost; folder: string; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "sluice steps "));
  const host = await openHost({
    dataFolder: join(folder, "data"),
    cacheFolder,
    mode: "owner",
    onBug: (error) => {
      throw error;
    },
  });
  const close = async (): Promise<void> => {
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { host, folder, close };
}
