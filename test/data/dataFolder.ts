import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import type { EncodeOptions } from "../../core/data/encodeData.ts";

/** Options with a key of their own and a blob folder that is removed after the test. */
export function buildDataOptions(): EncodeOptions & { blobFolder: string } {
  const folder = mkdtempSync(join(tmpdir(), "sluice-data-"));
  folders.push(folder);
  return { dataKey: randomBytes(32), blobFolder: join(folder, "blobs") };
}

/** Row objects such as a database gives, about 230 bytes each. */
export function buildRows(count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index,
    name: `customer number ${index}`,
    email: `c${index}@example.org`,
    amount: index * 1.37,
    active: index % 2 === 0,
    tags: ["a", "b"],
    note: `some longer text that goes on for a while ${index}`,
    address: { street: `Main street ${index}`, zip: String(10_000 + index) },
  }));
}

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
