import { userInfo } from "node:os";
import { join, relative } from "node:path";
import { writeNewPack } from "../../packTasks.ts";
import type { CommonOptions } from "../options.ts";
import { createOutput } from "../output/Output.ts";

export interface PackNewOptions extends CommonOptions {
  dir: string;
}

/** `sluice pack new NAME` */
export async function packNewCommand(name: string, options: PackNewOptions): Promise<number> {
  const output = createOutput(options);
  const files = writeNewPack(name, { parent: options.dir, author: userInfo().username });
  if (output.isJson) {
    output.json({ name, files });
    return 0;
  }
  const here = relative(process.cwd(), join(options.dir, name));
  output.line(`${output.style("green", "✔")} Wrote the SyncPack ${name} to ${here}:`);
  for (const file of files) output.line(`  ${relative(process.cwd(), file)}`);
  output.line(output.style("dim", `\nBuild it: sluice pack build ${here} --out dist`));
  return 0;
}
