import type { Command } from "commander";
import type { Done } from "../Done.ts";
import { type CommonOptions, type ExportOptions, withCommon } from "../options.ts";

/** `sluice queue ...` */
export function addQueueCommands(program: Command, done: Done): void {
  const queue = program.command("queue").description("set how many attempts of a queue may run at once");

  withCommon(queue.command("list").description("list the queues and what waits in them"), ["sluice queue list"]).action(
    async (options: CommonOptions) => {
      const { queueListCommand } = await import("../commands/queue.ts");
      done(await queueListCommand(options));
    },
  );

  const show = queue.command("show").description("show one queue").argument("<name>", "the name of a queue");
  withCommon(show, ["sluice queue show default"]).action(async (name: string, options: CommonOptions) => {
    const { queueShowCommand } = await import("../commands/queue.ts");
    done(await queueShowCommand(name, options));
  });

  const exporting = queue
    .command("export")
    .description("print the queues as JSON, to set them elsewhere")
    .option("-o, --out <file>", "write to a file");
  withCommon(exporting, ["sluice queue export > queues.json"]).action(async (options: ExportOptions) => {
    const { queueExportCommand } = await import("../commands/queue.ts");
    done(await queueExportCommand(options));
  });

  const set = queue
    .command("set")
    .description("make a queue, or give it another number")
    .argument("<name>", "the name of the queue")
    .argument("<number>", "attempts at once; 0 lets its runs wait");
  withCommon(set, ["sluice queue set reports 2"]).action(
    async (name: string, number: string, options: CommonOptions) => {
      const { queueSetCommand } = await import("../commands/queue.ts");
      done(await queueSetCommand(name, number, options));
    },
  );

  const deleting = queue
    .command("delete")
    .description("delete a queue; runs that name it wait")
    .argument("<name>", "the name of the queue");
  withCommon(deleting, ["sluice queue delete reports"]).action(async (name: string, options: CommonOptions) => {
    const { queueDeleteCommand } = await import("../commands/queue.ts");
    done(await queueDeleteCommand(name, options));
  });
}
