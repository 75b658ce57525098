import { toIsoTime } from "../../service/runs/toRunResult.ts";
import { withOwner, withReader } from "../openHost.ts";
import type { CommonOptions } from "../options.ts";
import { formatTime } from "../output/formats.ts";
import { createOutput } from "../output/Output.ts";
import { printTable } from "../output/table.ts";
import { readText } from "../readInput.ts";

/** `sluice secret list`; names only. */
export function secretListCommand(options: CommonOptions): Promise<number> {
  const output = createOutput(options);
  return withReader(options, ({ services }) => {
    const list = services.sharedSecrets.list();
    if (output.isJson) {
      output.json(list.map(({ name, updatedAt, usable }) => ({ name, usable, updatedAt: toIsoTime(updatedAt) })));
    } else if (list.length === 0) {
      output.note('There are no secrets yet. "sluice secret set NAME < FILE" makes one.');
    } else {
      printTable(output, list, [
        { title: "NAME", value: ({ name }) => name, paint: (_row, cell) => output.style("bold", cell) },
        { title: "CHANGED", value: ({ updatedAt }) => formatTime(updatedAt) },
        { title: "", value: ({ usable }) => (usable ? "" : "of another key: set it again") },
      ]);
    }
    return 0;
  });
}

/** `sluice secret set NAME`; the value comes from stdin, without its last line end. */
export function secretSetCommand(name: string, options: CommonOptions): Promise<number> {
  const output = createOutput(options);
  const value = readText("-").replace(/\r?\n$/, "");
  return withOwner(options, async ({ services }) => {
    const { created } = await services.sharedSecrets.set(name, value);
    if (output.isJson) output.json({ name, created });
    else {
      const use = `A configuration names it as $SECRET(${name}).`;
      output.line(`${output.style("green", "✔")} ${created ? "Made" : "Changed"} the secret "${name}". ${use}`);
    }
    return 0;
  });
}

/** `sluice secret delete NAME` */
export function secretDeleteCommand(name: string, options: CommonOptions): Promise<number> {
  const output = createOutput(options);
  return withOwner(options, async ({ services }) => {
    await services.sharedSecrets.delete(name);
    if (output.isJson) output.json({ name, deleted: true });
    else output.line(`Deleted the secret "${name}".`);
    return 0;
  });
}
