import { testPackFolder } from "../../packTasks.ts";
import type { CommonOptions } from "../options.ts";
import { createOutput } from "../output/Output.ts";

/** `sluice pack test DIR` */
export async function packTestCommand(folder: string, options: CommonOptions): Promise<number> {
  const output = createOutput(options);
  const { files, passed } = await testPackFolder(folder, { quiet: output.isJson });
  if (output.isJson) output.json({ folder, files, passed });
  return passed ? 0 : 1;
}
