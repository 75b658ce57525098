import { examineDataFolder } from "../../maintenance.ts";
import { dataFolderOf } from "../dataFolderOf.ts";
import type { CommonOptions } from "../options.ts";
import { createOutput } from "../output/Output.ts";

const signs = { ok: ["✔", "green"], warning: ["!", "yellow"], problem: ["✘", "red"] } as const;

/** `sluice doctor`: 0 = no problem, 1 = something is wrong with the data folder. */
export function doctorCommand(options: CommonOptions): number {
  const output = createOutput(options);
  const { dataFolder, isHealthy, checks } = examineDataFolder({
    dataFolder: dataFolderOf(options),
    key: process.env.SLUICE_KEY,
  });
  if (output.isJson) output.json({ data_folder: dataFolder, healthy: isHealthy, checks });
  else {
    output.line(output.style("bold", dataFolder));
    const width = Math.max(...checks.map(({ name }) => name.length));
    for (const { name, state, detail } of checks) {
      const [sign, colour] = signs[state];
      output.line(`${output.style(colour, sign)} ${name.padEnd(width)}  ${detail}`);
    }
  }
  return isHealthy ? 0 : 1;
}
