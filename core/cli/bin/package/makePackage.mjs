import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { projectFolder } from "../findNode.mjs";
import { stagePackage } from "./stagePackage.mjs";

/** Installers by the system that makes them. */
const installers = { linux: ["AppImage", "deb"], darwin: ["dmg"], win32: ["nsis"] };

/**
 * Makes the program of this system: a folder when `onlyFolder`, else its installers. `electronDist` is a folder with a
 * distribution of Electron; without one electron-builder downloads it. `updateUrl`: where the program looks for newer versions of
 * itself; without one it does not. The editor must be built. Rejects with what
 * electron-builder says.
 */
export async function makePackage({
  output,
  onlyFolder = false,
  electronDist = process.env.ELECTRON_OVERRIDE_DIST_PATH,
  updateUrl = process.env.SLUICE_UPDATE_URL,
}) {
  const { build, Platform } = await import("electron-builder");
  const stage = mkdtempSync(join(tmpdir(), "sluice-package-"));
  try {
    await stagePackage(stage);
    const system = { linux: Platform.LINUX, darwin: Platform.MAC, win32: Platform.WINDOWS }[process.platform];
    await build({
      projectDir: join(stage, "app"),
      targets: system.createTarget(onlyFolder ? ["dir"] : installers[process.platform]),
      publish: "never",
      config: configOf({ stage, output, electronDist, updateUrl }),
    });
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function configOf({ stage, output, electronDist, updateUrl }) {
  return {
    appId: "sluice.editor",
    productName: "Sluice",
    electronVersion: JSON.parse(readFileSync(join(projectFolder, "node_modules", "electron", "package.json"), "utf8"))
      .version,
    ...(electronDist ? { electronDist } : {}),
    ...(updateUrl ? { publish: [{ provider: "generic", url: updateUrl }] } : {}),
    directories: { output },
    // The one native module is of Node's stable kind: the same file serves Node and Electron.
    npmRebuild: false,
    asar: true,
    files: ["**/*"],
    // Of a folder, packages at its top stay out unless they are named.
    extraResources: ["host", "host/node_modules"].map((path) => ({
      from: join(stage, path),
      to: path,
      filter: ["**/*"],
    })),
    fileAssociations: [{ ext: "json", name: "Sluice application", role: "Editor" }],
    protocols: [{ name: "Sluice", schemes: ["sluice"] }],
    // Step workers and the command line are Node processes of the same executable, so `runAsNode` stays on.
    electronFuses: fuses,
    linux: { category: "Development", executableName: "sluice", maintainer: "Sluice <sluice@sluice.invalid>" },
    mac: { category: "public.app-category.developer-tools" },
    nsis: { oneClick: false, allowToChangeInstallationDirectory: true },
  };
}

const fuses = {
  runAsNode: true,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  grantFileProtocolExtraPrivileges: false,
};
