import { writeFileSync } from "node:fs";
import { withReader } from "../openHost.ts";
import type { CommonOptions } from "../options.ts";
import { createOutput } from "../output/Output.ts";

export interface ExportOptions extends CommonOptions {
  layout?: boolean;
  out?: string;
}

/** `sluice export NAME`; the output is the document, with or without `--json`. */
export function exportCommand(name: string, options: ExportOptions): Promise<number> {
  const output = createOutput(options);
  return withReader(options, ({ services }) => {
    const text = services.applications.export(name, { layout: options.layout === true });
    if (options.out === undefined) output.text(text);
    else writeFileSync(options.out, text);
    return 0;
  });
}
