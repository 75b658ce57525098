import type { Command } from "commander";
import type { ConfigSetOptions } from "../commands/config.ts";
import type { ImportOptions } from "../commands/importBundle.ts";
import type { Done } from "../Done.ts";
import { type CommonOptions, type ExportOptions, withCommon } from "../options.ts";

/** `sluice config ...` */
export function addConfigCommands(program: Command, done: Done): void {
  const config = program.command("config").description("set and look at configurations");

  withCommon(config.command("list").description("list the configurations"), ["sluice config list"]).action(
    async (options: CommonOptions) => {
      const { configListCommand } = await import("../commands/config.ts");
      done(await configListCommand(options));
    },
  );

  const show = config
    .command("show")
    .description("show a configuration; encrypted values only as set or not set")
    .argument("<name>", "the name of a configuration");
  withCommon(show, ["sluice config show prod"]).action(async (name: string, options: CommonOptions) => {
    const { configShowCommand } = await import("../commands/config.ts");
    done(await configShowCommand(name, options));
  });

  const set = config
    .command("set")
    .description("set variables of a configuration, which is made if there is none")
    .argument("<name>", "the name of a configuration")
    .argument("<key=value...>", "variables; a single KEY without a value reads it from stdin")
    .option("--secret", "encrypt the values; an encrypted variable always stays so")
    .option("--connection <kind>", "make it a connection of this kind, such as postgresql");
  withCommon(set, [
    "sluice config set prod url=https://example.org retries=3",
    "sluice config set prod password --secret < password.txt",
  ]).action(async (name: string, pairs: string[], options: ConfigSetOptions) => {
    const { configSetCommand } = await import("../commands/config.ts");
    done(await configSetCommand(name, pairs, options));
  });

  const rename = config
    .command("rename")
    .description("give a variable of a configuration another name; an encrypted value goes along unseen")
    .argument("<name>", "the name of a configuration")
    .argument("<variable>", "the name of one of its variables")
    .argument("<new-name>", "its new name");
  withCommon(rename, ["sluice config rename prod pw password"]).action(
    async (name: string, variable: string, newName: string, options: CommonOptions) => {
      const { configRenameCommand } = await import("../commands/configRename.ts");
      done(await configRenameCommand({ name, variable, newName }, options));
    },
  );

  const exporting = config
    .command("export")
    .description("print a configuration; encrypted values as ciphertext")
    .argument("<name>", "the name of a configuration")
    .option("-o, --out <file>", "write to a file");
  withCommon(exporting, ["sluice config export prod > prod.json"]).action(
    async (name: string, options: ExportOptions) => {
      const { configExportCommand } = await import("../commands/config.ts");
      done(await configExportCommand(name, options));
    },
  );

  const importing = config
    .command("import")
    .description("store configurations from files")
    .argument("<file...>", "JSON files")
    .option("--overwrite", "replace what has the same name");
  withCommon(importing, ["sluice config import prod.json --overwrite"]).action(
    async (paths: string[], options: ImportOptions) => {
      const { importCommand } = await import("../commands/import.ts");
      done(await importCommand(paths, options));
    },
  );

  const remove = config
    .command("delete")
    .description("delete a configuration")
    .argument("<name>", "the name of a configuration");
  withCommon(remove, ["sluice config delete old"]).action(async (name: string, options: CommonOptions) => {
    const { configDeleteCommand } = await import("../commands/config.ts");
    done(await configDeleteCommand(name, options));
  });
}
