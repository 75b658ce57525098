import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { connectInMemory } from "../../core/store/connect.ts";
import { trimHeap } from "../../core/store/trimHeap.ts";

const moduleOf = (path: string) => pathToFileURL(path).href;

/** Fills 64 MB with small blocks, frees all but every 64th of them, and prints the resident MB before and after a trim. */
const script = `
const { connectInMemory } = await import("${moduleOf("core/store/connect.ts")}");
const { trimHeap } = await import("${moduleOf("core/store/trimHeap.ts")}");
const connection = connectInMemory();
const kept = [];
let all = Array.from({ length: 8192 }, () => new Uint8Array(8192).fill(1));
for (let at = 0; at < all.length; at += 64) kept.push(all[at]);
all = undefined;
// What sweeps array buffers has a thread of its own: the second collection waits for it.
gc(); gc();
const before = process.memoryUsage.rss();
trimHeap(connection);
console.log(JSON.stringify([before, process.memoryUsage.rss(), kept.length]));
`;

test.runIf(process.platform === "linux")("pages between blocks in use go back to the system", () => {
  // All of it in one heap, as in a host.
  const env = { ...process.env, MALLOC_ARENA_MAX: "1" };
  const { stdout, stderr } = spawnSync(process.execPath, ["--expose-gc", "--input-type=module", "-e", script], { env });
  expect(stderr.toString()).toBe("");
  const [before, after] = JSON.parse(stdout.toString()) as [number, number];
  expect(before - after).toBeGreaterThan(40 * 1024 * 1024);
});

test("the connection works on, however often it trims", () => {
  const connection = connectInMemory();
  for (let times = 0; times < 3; times += 1) {
    trimHeap(connection);
    expect(connection.prepare("SELECT 1 AS one").get()).toEqual({ one: 1 });
  }
  connection.close();
});
