import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
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

const fork = (args: readonly string[]): Forked => spawn(process.execPath, [sluice, ...args], { stdio: "pipe" });
const start = () => startHost({ dataFolder, fork, pause: (ms) => pause(ms / 20) });

test("a host answers the window, a second one joins it, and both end with it", async () => {
  const own = start();
  const door = await own.ready;
  const about = await forwardToHost(new Request("app://sluice/api/v1/session"), door);
  expect(await about.json()).toMatchObject({ role: "administrator", from: "computer" });
  const second = start();
  expect(await second.ready).toEqual(door);
  expect([own.isJoined(), second.isJoined()]).toEqual([false, true]);
  own.stop();
  await own.ended;
  await second.ended;
});

test("a host that cannot start says why", async () => {
  const broken = startHost({ dataFolder: join(sluice, "no folder"), fork, pause });
  await expect(broken.ready).rejects.toThrow(/no folder|ENOTDIR|data folder/);
  await broken.ended;
});
