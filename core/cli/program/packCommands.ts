import type { Command } from "commander";
import type { PackBuildOptions } from "../commands/packBuild.ts";
import type { PackNewOptions } from "../commands/packNew.ts";
import type { Done } from "../Done.ts";
import { withLocal } from "../options.ts";

const reason = "It works on files of this computer.";

/** `sluice pack ...` */
export function addPackCommands(program: Command, done: Done): void {
  const pack = program.command("pack").description("write, build and install SyncPacks");

  const create = pack
    .command("new")
    .description("write a SyncPack to begin with: a step, an application, meta.json")
    .argument("<name>", "the name of the pack and of its folder")
    .option("--dir <folder>", "where to write it", ".");
  withLocal(create, { reason, examples: ["sluice pack new my_pack", "sluice pack new my_pack --dir packs"] }).action(
    async (name: string, options: PackNewOptions) => {
      const { packNewCommand } = await import("../commands/packNew.ts");
      done(await packNewCommand(name, options));
    },
  );

  const build = pack
    .command("build")
    .description("check the folder of a SyncPack and pack it with its npm packages into one .tgz")
    .argument("<folder>", "the folder with meta.json")
    .option("--out <folder>", "where to write the archive", ".");
  withLocal(build, {
    reason,
    examples: ["sluice pack build my_pack --out dist", "sluice pack build . --json"],
  }).action(async (folder: string, options: PackBuildOptions) => {
    const { packBuildCommand } = await import("../commands/packBuild.ts");
    done(await packBuildCommand(folder, options));
  });
}
