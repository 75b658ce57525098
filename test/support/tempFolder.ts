import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder of its own for the running test, removed when it ends. The path holds a space on purpose. */
export function tempFolder(): string {
  const path = mkdtempSync(join(tmpdir(), "sluice test "));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
