import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { type Forked, startHost } from "../../../electron/host/startHost.ts";
import { forwardToHost } from "../../../electron/protocol/forwardToHost.ts";

const sluice = fileURLToPath(new URL("../../../core/cli/bin/sluice.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "sluice shell "));
const dataFolder = join(folder, "data");
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const fork = (args: readonly string[], variables: Readonly<Record<string, string>>): Forked =>
  spawn(process.execPath, [sluice, ...args], { stdio: "pipe", env: { ...process.env, ...variables } });
const vaultKey = Buffer.alloc(32, 7).toString("base64");
const key = async () => vaultKey;
const start = () => startHost({ dataFolder, key, fork, pause: (ms) => pause(ms / 20) });

test("a host answers the window, a second one joins it, and both end with it", async () => {
  const own = start();
  const door = await own.ready;
  const about = await forwardToHost(new Request("app://sluice/api/v1/session"), door);
  expect(await about.json()).toMatchObject({ role: "administrator", from: "computer" });
  // The key was given to it, so it made none.
  expect(existsSync(join(dataFolder, "vault.key"))).toBe(false);
  const second = start();
  expect(await second.ready).toEqual(door);
  expect([own.isJoined(), second.isJoined()]).toEqual([false, true]);
  own.stop();
  await own.ended;
  await second.ended;
});

test("a host that cannot start says why", async () => {
  const broken = startHost({ dataFolder: join(sluice, "no folder"), key, fork, pause });
  await expect(broken.ready).rejects.toThrow(/no folder|ENOTDIR|data folder/);
  await broken.ended;
});

test("without the key that it needs no host is started, and the reason is told", async () => {
  const sealed = startHost({
    dataFolder,
    key: async () => {
      throw new Error("The keychain is closed.");
    },
    fork: () => {
      throw new Error("started");
    },
    pause,
  });
  await expect(sealed.ready).rejects.toThrow("The keychain is closed.");
  await sealed.ended;
  sealed.stop();
});
