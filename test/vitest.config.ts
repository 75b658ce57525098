import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  resolve: { alias: { "fast-check": fileURLToPath(new URL("support/fastCheck.ts", import.meta.url)) } },
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    exclude: ["test/e2e/**"],
    // A busy machine is slow, not wrong: some tests open several hosts or call every operation of the API.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // As long as it takes, as far as a test may go: what never comes fails all the same.
    expect: { poll: { timeout: 120_000 } },
    // One unlucky moment must not refuse a change, nor be kept quiet.
    retry: process.env.CI ? 1 : 0,
    reporters: ["default", fileURLToPath(new URL("support/TriedAgain.ts", import.meta.url))],
    pool: "forks",
    maxWorkers: 2,
  },
});
