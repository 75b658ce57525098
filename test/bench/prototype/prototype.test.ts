import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { afterEach, describe, expect, test } from "vitest";
import { type PlainStep, Prototype } from "./Prototype.ts";

const module = fileURLToPath(new URL("./fibonacciFunction.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "sluice-prototype-"));

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the prototype", () => {
  test("runs every step once, in order, and has all of it on disk in the end", async () => {
    const prototype = await Prototype.open({ folder, workers: 2 });
    const steps: PlainStep[] = [
      { module, input: 10, producers: [] },
      { module, input: 11, producers: [0] },
      { module, input: 12, producers: [0] },
      { module, input: 13, producers: [1, 2] },
    ];
    const data = await prototype.run("run", steps);
    await prototype.close();
    const database = new Database(join(folder, "prototype.db"), { readonly: true });
    const rows = database.prepare("SELECT step, state FROM events ORDER BY seq").all() as {
      step: number;
      state: string;
    }[];
    database.close();
    const at = (step: number, state: string): number =>
      rows.findIndex((row) => row.step === step && row.state === state);
    expect(data).toEqual([{ value: 55 }, { value: 89 }, { value: 144 }, { value: 233 }]);
    expect(rows).toHaveLength(10);
    for (const [producer, consumer] of [
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 3],
    ] as const) {
      expect(at(producer, "finished")).toBeLessThan(at(consumer, "started"));
    }
  });
});
