import type { Command } from "commander";
import type { Done } from "../Done.ts";
import { type CommonOptions, withCommon } from "../options.ts";

/** `sluice trash ...` */
export function addTrashCommands(program: Command, done: Done): void {
  const trash = program
    .command("trash")
    .description("list, restore or delete for good what was deleted in the last 30 days");

  withCommon(trash.command("list").description("list what was deleted, newest first"), [
    "sluice trash list",
    "sluice trash list --json",
  ]).action(async (options: CommonOptions) => {
    const { trashListCommand } = await import("../commands/trash.ts");
    done(await trashListCommand(options));
  });

  const restore = trash
    .command("restore")
    .description("give back what was deleted: an application with its revisions, drafts and undo")
    .argument("<name-or-id...>", "the name it had, or its id when several had that name");
  withCommon(restore, ["sluice trash restore app", "sluice trash restore 0190b0aa-1111-7000-8000-000000000001"]).action(
    async (given: string[], options: CommonOptions) => {
      const { trashRestoreCommand } = await import("../commands/trash.ts");
      done(await trashRestoreCommand(given, options));
    },
  );

  const empty = trash
    .command("empty")
    .description("delete for good what was deleted")
    .argument("[name-or-id...]", "the name it had, or its id when several had that name")
    .option("--all", "everything in the trash");
  withCommon(empty, ["sluice trash empty app", "sluice trash empty --all"]).action(
    async (given: string[], options: CommonOptions & { all?: boolean }) => {
      const { trashEmptyCommand } = await import("../commands/trash.ts");
      done(await trashEmptyCommand(given, options));
    },
  );
}
