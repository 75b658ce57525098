import { writeFileSync } from "node:fs";
import { SluiceError } from "../../base/SluiceError.ts";
import { withReader } from "../openHost.ts";
import type { CommonOptions } from "../options.ts";
import { formatBytes } from "../output/formats.ts";
import { createOutput } from "../output/Output.ts";

export interface ExportOptions extends CommonOptions {
  layout?: boolean;
  out?: string;
  archive?: string;
  all?: string;
}

/** `sluice export NAME`; the output is the document, with or without `--json`. With `--archive` or `--all` a ZIP file is written instead. */
export async function exportCommand(name: string | undefined, options: ExportOptions): Promise<number> {
  const output = createOutput(options);
  const { all, archive } = options;
  if ((name === undefined) !== (all !== undefined) || (all !== undefined && archive !== undefined)) {
    throw new SluiceError("wrong_use", "export takes the name of an application, or --all FILE.");
  }
  return withReader(options, async ({ services }) => {
    const file = all ?? archive;
    if (file !== undefined) {
      const bytes = await services.exports.export(name === undefined ? {} : { applications: [name] });
      // What is encrypted in it is for its owner alone all the same.
      writeFileSync(file, bytes, { mode: 0o600 });
      if (output.isJson) output.json({ file, bytes: bytes.length });
      else output.line(`${output.style("green", "✔")} Wrote ${file} (${formatBytes(bytes.length)}).`);
      return 0;
    }
    const text = services.applications.export(name ?? "", { layout: options.layout === true });
    if (options.out === undefined) output.text(text);
    else writeFileSync(options.out, text);
    return 0;
  });
}
