import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";

/** Only `npm run verify:electron` runs these: they need Electron's binary. */
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.desktop.ts",
  outputDir: fileURLToPath(new URL("../../.tmp/desktop-results", import.meta.url)),
  timeout: 120_000,
  workers: 1,
  reporter: "list",
});
