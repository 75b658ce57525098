import { systemClock } from "../../host.ts";
import { backUpDataFolder } from "../../maintenance.ts";
import { dataFolderOf } from "../dataFolderOf.ts";
import type { CommonOptions } from "../options.ts";
import { formatBytes, plural } from "../output/formats.ts";
import { createOutput } from "../output/Output.ts";
import { sizeOfFile } from "../readInput.ts";
import { readPassphrase } from "../readPassphrase.ts";

export interface BackupCommandOptions extends CommonOptions {
  withKey?: boolean;
  overwrite?: boolean;
}

/** `sluice backup FILE`; works beside a running host. */
export async function backupCommand(file: string, options: BackupCommandOptions): Promise<number> {
  const output = createOutput(options);
  const passphrase =
    options.withKey === true ? await readPassphrase({ question: "Passphrase of the backup", repeat: true }) : undefined;
  const manifest = await backUpDataFolder(
    {
      dataFolder: dataFolderOf(options),
      file,
      passphrase,
      key: process.env.SLUICE_KEY,
      overwrite: options.overwrite === true,
    },
    { clock: systemClock },
  );
  const bytes = sizeOfFile(file);
  const hasKey = manifest.sealedKey !== undefined;
  if (output.isJson) {
    const { runs, blobs, lostBlobs } = manifest;
    output.json({ file, bytes, runs, blobs, lost_blobs: lostBlobs, has_key: hasKey });
    return 0;
  }
  output.line(
    `${output.style("green", "✔")} ${file}: ${plural(manifest.runs, "run")}, ${plural(manifest.blobs, "blob")}, ${formatBytes(bytes)}`,
  );
  output.note(
    hasKey
      ? "The key is in it; only the passphrase opens it, and nothing brings a forgotten one back."
      : "The key is not in it: keep a copy of vault.key, or of SLUICE_KEY, or add --with-key.",
  );
  return 0;
}
