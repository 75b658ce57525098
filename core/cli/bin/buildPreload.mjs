import { join } from "node:path";
import { projectFolder } from "./findNode.mjs";

/** Makes one file of the desktop's preload: a sandboxed page can load no modules. */
export async function buildPreload(outfile) {
  const { build } = await import("esbuild");
  await build({
    entryPoints: [join(projectFolder, "electron", "preload", "preload.ts")],
    outfile,
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node24",
    external: ["electron"],
    logLevel: "silent",
  });
}
