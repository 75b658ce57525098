import type { Command } from "commander";
import type { BackupCommandOptions } from "../commands/backup.ts";
import type { RestoreCommandOptions } from "../commands/restore.ts";
import type { Done } from "../Done.ts";
import { type CommonOptions, withLocal } from "../options.ts";

const onFiles = "It works on the files of a data folder: run it on the computer that has them.";

/** The commands that look after the data folder. */
export function addMaintenanceCommands(program: Command, done: Done): void {
  const backup = program
    .command("backup")
    .description("copy everything into one file, also while the program serves")
    .argument("<file>", "the backup to write")
    .option(
      "--with-key",
      "with the vault key, sealed by a passphrase: $SLUICE_PASSPHRASE, else asked for, else from stdin",
    )
    .option("--overwrite", "replace an existing file");
  withLocal(backup, {
    reason: onFiles,
    examples: ["sluice backup monday.sluice", "sluice backup monday.sluice --with-key < passphrase.txt"],
  }).action(async (file: string, options: BackupCommandOptions) => {
    const { backupCommand } = await import("../commands/backup.ts");
    done(await backupCommand(file, options));
  });

  const restore = program
    .command("restore")
    .description("make a data folder from a backup; it must be empty, but may hold vault.key")
    .argument("<file>", 'a file that "sluice backup" wrote')
    .option("--no-key", "leave the vault key in the backup alone; no passphrase is needed");
  withLocal(restore, { reason: onFiles, examples: ["sluice restore monday.sluice --data-dir ./restored"] }).action(
    async (file: string, options: RestoreCommandOptions) => {
      const { restoreCommand } = await import("../commands/restore.ts");
      done(await restoreCommand(file, options));
    },
  );

  const doctor = program
    .command("doctor")
    .description("look for what is wrong with the data folder; changes nothing, exits 1 if something is");
  withLocal(doctor, { reason: onFiles, examples: ["sluice doctor", "sluice doctor --json"] }).action(
    async (options: CommonOptions) => {
      const { doctorCommand } = await import("../commands/doctor.ts");
      done(doctorCommand(options));
    },
  );
}
