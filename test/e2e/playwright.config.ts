import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";

const port = Number(process.env.SLUICE_E2E_PORT ?? 4173);
const chromium = process.env.SLUICE_CHROMIUM ?? "/usr/bin/chromium";

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: fileURLToPath(new URL("../../.tmp/e2e-results", import.meta.url)),
  // A busy machine is slow, not wrong.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  // A browser waits more than it works: as many files at a time as there are cores.
  workers: "100%",
  // Once more in continuous integration: a browser that starts slowly must not refuse a change. The report names it as flaky.
  retries: process.env.CI ? 1 : 0,
  reporter: "list",
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      args: ["--no-sandbox"],
      ...(existsSync(chromium) ? { executablePath: chromium } : {}),
    },
  },
  webServer: {
    // A folder may have a space in its name.
    command: `"${process.execPath}" "${fileURLToPath(new URL("support/servePage.ts", import.meta.url))}" ${port}`,
    url: `http://127.0.0.1:${port}/manifests.json`,
    // Whoever names a port may have a server there already, to try one test again and again.
    reuseExistingServer: process.env.SLUICE_E2E_PORT !== undefined,
    timeout: 240_000,
  },
});
