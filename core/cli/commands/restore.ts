import { systemClock } from "../../host.ts";
import { type Restored, restoreDataFolder } from "../../maintenance.ts";
import { toIsoTime } from "../../service/runs/toRunResult.ts";
import { dataFolderOf } from "../dataFolderOf.ts";
import type { CommonOptions } from "../options.ts";
import { formatTime, plural } from "../output/formats.ts";
import { createOutput } from "../output/Output.ts";
import { readPassphrase } from "../readPassphrase.ts";

export interface RestoreCommandOptions extends CommonOptions {
  /** `--no-key`: leave the key of the backup alone. */
  key: boolean;
}

const keyNotes: Record<Restored["key"], string> = {
  restored: "The key was restored with it.",
  present: "The key of the folder opens its encrypted values.",
  other: "The key of the folder is another one: encrypted values cannot be read with it.",
  missing: "It has no key: put vault.key into the folder, or set SLUICE_KEY, before you use it.",
};

/** `sluice restore FILE`; only into an empty data folder. */
export async function restoreCommand(file: string, options: RestoreCommandOptions): Promise<number> {
  const output = createOutput(options);
  const dataFolder = dataFolderOf(options);
  const { manifest, key } = await restoreDataFolder({
    dataFolder,
    file,
    clock: systemClock,
    passphrase: async () =>
      options.key ? readPassphrase({ question: "Passphrase of the backup", repeat: false }) : undefined,
  });
  const { runs, blobs, createdAt } = manifest;
  if (output.isJson) {
    output.json({ data_folder: dataFolder, runs, blobs, created_at: toIsoTime(createdAt), key });
    return 0;
  }
  const what = `${plural(runs, "run")} and ${plural(blobs, "blob")} of ${formatTime(createdAt)}`;
  output.line(`${output.style("green", "✔")} ${dataFolder}: ${what}`);
  output.note(keyNotes[key]);
  return 0;
}
