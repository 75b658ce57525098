import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { type OwnerHost, openHost } from "../../core/host.ts";
import { cacheFolder } from "./openTestHost.ts";

/** How long opening and closing may take on a busy machine, ms. */
const slow = 120_000;

/** One host for all tests of a file that use documents of their own: opening one takes long on a busy machine. */
export function shareHost(options: { key?: string } = {}): { readonly host: OwnerHost } {
  const bugs: unknown[] = [];
  const folder = mkdtempSync(join(tmpdir(), "sluice-test-"));
  let opened: OwnerHost | undefined;
  beforeAll(async () => {
    opened = await openHost({
      dataFolder: join(folder, "data"),
      mode: "owner",
      key: options.key,
      cacheFolder,
      onBug: (error) => void bugs.push(error),
    });
  }, slow);
  afterAll(async () => {
    await opened?.close();
    rmSync(folder, { recursive: true, force: true });
    if (bugs.length > 0) throw bugs[0];
  }, slow);
  return {
    get host() {
      if (opened === undefined) throw new Error("The host is not open yet.");
      return opened;
    },
  };
}
