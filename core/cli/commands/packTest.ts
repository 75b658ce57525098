import { testPackFolder } from "../../packTasks.ts";
import type { CommonOptions } from "../options.ts";
import { createOutput } from "../output/Output.ts";

export interface PackTestOptions extends CommonOptions {
  parent?: string[];
}

/** `sluice pack test DIR` */
export async function packTestCommand(folder: string, options: PackTestOptions): Promise<number> {
  const output = createOutput(options);
  const { files, passed } = await testPackFolder(folder, { quiet: output.isJson, parents: options.parent });
  if (output.isJson) output.json({ folder, files, passed });
  return passed ? 0 : 1;
}
