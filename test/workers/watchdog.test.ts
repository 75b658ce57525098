import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readStartTime } from "../../core/workers/processIdentity.ts";

const hostScript = fileURLToPath(new URL("../support/workerHost.ts", import.meta.url));

describe("a worker whose host dies", () => {
  it.each(["Spins", "IgnoresAbort"])("ends within a second while its step is %s", async (name) => {
    const host = spawn(process.execPath, [hostScript, `badSteps/${name}`], { stdio: ["ignore", "pipe", "inherit"] });
    const lines = createInterface({ input: host.stdout });
    const [line] = (await once(lines, "line")) as [string];
    const { pid, folder } = JSON.parse(line) as { pid: number; folder: string };
    try {
      expect(readStartTime(pid)).toBeDefined();
      host.kill("SIGKILL");
      await once(host, "exit");
      await expect.poll(() => readStartTime(pid), { timeout: 1_000, interval: 20 }).toBe(undefined);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe("a host that is done", () => {
  it("exits by itself with idle workers, and they go too", async () => {
    const host = spawn(process.execPath, [hostScript, "goodSteps/Echo"], { stdio: ["ignore", "pipe", "inherit"] });
    const lines = createInterface({ input: host.stdout });
    const [line] = (await once(lines, "line")) as [string];
    const { pid, folder } = JSON.parse(line) as { pid: number; folder: string };
    const [code] = (await once(host, "exit")) as [number];
    expect(code).toBe(0);
    await expect.poll(() => readStartTime(pid), { timeout: 1_000, interval: 20 }).toBe(undefined);
    await rm(folder, { recursive: true, force: true });
  });
});
