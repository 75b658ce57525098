import { writeFileSync } from "node:fs";
import { SluiceError } from "../../base/SluiceError.ts";
import { formatBytes } from "../output/formats.ts";
import { createOutput } from "../output/Output.ts";
import { type ClientWish, withReadingClient } from "../withClient.ts";
import { writeAnswer } from "../writeAnswer.ts";

export interface ExportOptions extends ClientWish {
  layout?: boolean;
  out?: string;
  archive?: string;
  all?: string;
  withRuns?: boolean;
}

/** `sluice export NAME`; the output is the document, with or without `--json`. With `--archive` or `--all` a ZIP file is written instead. */
export async function exportCommand(name: string | undefined, options: ExportOptions): Promise<number> {
  const output = createOutput(options);
  const { all, archive } = options;
  if ((name === undefined) !== (all !== undefined) || (all !== undefined && archive !== undefined)) {
    throw new SluiceError("wrong_use", "export takes the name of an application, or --all FILE.");
  }
  if (options.withRuns === true && all === undefined && archive === undefined) {
    throw new SluiceError("wrong_use", "--with-runs goes with --all FILE or --archive FILE: a document has no runs.");
  }
  return withReadingClient(options, async (client) => {
    const file = all ?? archive;
    if (file !== undefined) {
      const query = { runs: options.withRuns === true ? "true" : "false" };
      const answer =
        name === undefined
          ? await client.send("exportAll", { query })
          : await client.send("exportApplication", { params: { name }, query });
      const bytes = await writeAnswer(answer, file);
      if (output.isJson) output.json({ file, bytes });
      else output.line(`${output.style("green", "✔")} Wrote ${file} (${formatBytes(bytes)}).`);
      return 0;
    }
    const layout = options.layout === true ? "true" : "false";
    const answer = await client.send("getApplication", { params: { name: name ?? "" }, query: { layout } });
    const text = await answer.text();
    if (options.out === undefined) output.text(text);
    else writeFileSync(options.out, text);
    return 0;
  });
}
