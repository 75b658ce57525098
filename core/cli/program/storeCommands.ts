import type { Command } from "commander";
import type { ExportOptions } from "../commands/export.ts";
import type { ImportOptions } from "../commands/importBundle.ts";
import type { ValidateOptions } from "../commands/validate.ts";
import type { Done } from "../Done.ts";
import { type CommonOptions, collect, withCommon } from "../options.ts";

/** The commands of documents. */
export function addStoreCommands(program: Command, done: Done): void {
  const validate = program
    .command("validate")
    .description("list every problem of applications; nothing runs")
    .argument("<file-or-name...>", "JSON files, or names of stored applications")
    .option("-c, --config <file-or-name>", "the configuration to check against")
    .option("-p, --param <name=value>", "a run-time parameter; repeatable", collect)
    .option("--steps <folder>", "add the step classes in a folder; repeatable", collect);
  withCommon(validate, ["sluice validate app.json", "sluice validate apps/*.json --json"]).action(
    async (targets: string[], options: ValidateOptions) => {
      const { validateCommand } = await import("../commands/validate.ts");
      done(await validateCommand(targets, options));
    },
  );

  const importing = program
    .command("import")
    .description("store applications, configurations and step classes from files, folders and archives; nothing runs")
    .argument("<file-or-folder...>", ".json and .ts files, folders of them, or .zip archives of sluice export")
    .option("--overwrite", "replace what has the same name")
    .option("--dry-run", "say what would come in, and what would be missing; change nothing")
    .option("--choose <kind:name=choice>", "for one item: overwrite, skip or rename:NEWNAME; repeatable", collect);
  withCommon(importing, [
    "sluice import app.json prod.json",
    "sluice import ./flows --overwrite",
    "sluice import all.zip --dry-run",
    "sluice import all.zip --choose application:app=rename:app2 --choose configuration:prod=skip",
  ]).action(async (paths: string[], options: ImportOptions) => {
    const { importCommand } = await import("../commands/import.ts");
    done(await importCommand(paths, options));
  });

  const exporting = program
    .command("export")
    .description("print the document of a stored application, or write an archive")
    .argument("[name]", "the name of an application")
    .option("--layout", "with the id and place of every step")
    .option("-o, --out <file>", "write to a file")
    .option("--archive <file>", "write a .zip of the application and what it needs; secrets as ciphertext")
    .option("--all <file>", "write a .zip of all applications, configurations, step classes, schedules and secrets")
    .option("--with-runs", "with --archive or --all: the ended runs and reports too, with logs and saved data");
  withCommon(exporting, [
    "sluice export app > app.json",
    "sluice export app --archive app.zip",
    "sluice export --all all.zip",
    "sluice export --all all.zip --with-runs",
  ]).action(async (name: string | undefined, options: ExportOptions) => {
    const { exportCommand } = await import("../commands/export.ts");
    done(await exportCommand(name, options));
  });

  const apps = program.command("apps").description("list the stored applications");
  withCommon(apps, ["sluice apps", "sluice apps --json"]).action(async (options: CommonOptions) => {
    const { appsCommand } = await import("../commands/apps.ts");
    done(await appsCommand(options));
  });
}
