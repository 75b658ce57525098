import { toIsoTime } from "../../service/runs/toRunResult.ts";
import { withReader } from "../openHost.ts";
import type { CommonOptions } from "../options.ts";
import { formatTime } from "../output/formats.ts";
import { createOutput } from "../output/Output.ts";
import { printTable } from "../output/table.ts";

/** `sluice apps` */
export function appsCommand(options: CommonOptions): Promise<number> {
  const output = createOutput(options);
  return withReader(options, ({ services }) => {
    const applications = services.applications.list();
    if (output.isJson) {
      output.json(applications.map(({ updatedAt, ...rest }) => ({ ...rest, updatedAt: toIsoTime(updatedAt) })));
      return 0;
    }
    if (applications.length === 0) {
      output.note('There are no applications yet. "sluice import FILE" adds one.');
      return 0;
    }
    printTable(output, applications, [
      { title: "NAME", value: ({ name }) => name, paint: (_row, cell) => output.style("bold", cell) },
      { title: "STATE", value: ({ revision }) => (revision === 0 ? "draft" : `revision ${revision}`) },
      { title: "STEPS", value: ({ steps }) => String(steps), isNumber: true },
      { title: "CHANGED", value: ({ updatedAt }) => formatTime(updatedAt) },
      { title: "TITLE", value: ({ friendlyName }) => friendlyName },
    ]);
    return 0;
  });
}
