import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findDesktop } from "../../core/cli/bin/findDesktop.mjs";

const never = (): string => {
  throw new Error("It must not download.");
};
const given = mkdtempSync(join(tmpdir(), "sluice-electron-"));

test("without a display nothing is downloaded and the reason is told", () => {
  expect(findDesktop({ env: {}, platform: "linux", download: never })).toEqual({ reason: "there is no display" });
});

test("a binary that somebody brought is used", () => {
  writeFileSync(join(given, "electron"), "");
  const env = { WAYLAND_DISPLAY: "wayland-0", ELECTRON_OVERRIDE_DIST_PATH: given };
  expect(findDesktop({ env, platform: "linux", download: never })).toEqual({ command: join(given, "electron") });
});

test("a download that fails is told with its reason", () => {
  const env = { DISPLAY: ":0", ELECTRON_OVERRIDE_DIST_PATH: join(given, "nothing") };
  expect(findDesktop({ env, platform: "linux", download: () => "fetch failed" })).toEqual({
    reason: "Electron could not be downloaded (fetch failed)",
  });
});
