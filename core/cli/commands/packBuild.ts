import { relative } from "node:path";
import { systemClock } from "../../host.ts";
import { buildPackFolder } from "../../packTasks.ts";
import { cacheFolderOf } from "../dataFolderOf.ts";
import type { CommonOptions } from "../options.ts";
import { formatBytes, plural } from "../output/formats.ts";
import { createOutput } from "../output/Output.ts";

export interface PackBuildOptions extends CommonOptions {
  out: string;
  parent?: string[];
  external?: string[];
}

/** `sluice pack build DIR` */
export async function packBuildCommand(folder: string, options: PackBuildOptions): Promise<number> {
  const output = createOutput(options);
  const { path, meta, hash, bytes, steps, dependencies } = await buildPackFolder(folder, {
    out: options.out,
    clock: systemClock,
    cacheFolder: cacheFolderOf(),
    parents: options.parent,
    externals: options.external,
  });
  const { name, version } = meta;
  if (output.isJson) {
    output.json({ name, version, path, hash, bytes, steps: steps.map(({ file }) => file), dependencies });
    return 0;
  }
  const beside = dependencies.filter(({ external }) => external === true).length;
  const here = relative(process.cwd(), path);
  output.line(
    `${output.style("green", "✔")} Built ${name} ${version}: ${plural(steps.length, "step class", "step classes")}, ${plural(dependencies.length - beside, "npm package")} bundled, ${beside === 0 ? "" : `${beside} beside it, `}${formatBytes(bytes)}.`,
  );
  output.line(`  ${here}`);
  return 0;
}
