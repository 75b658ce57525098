import type { Command } from "commander";
import type { StepNewOptions, StepRunOptions, StepShowOptions } from "../commands/step.ts";
import type { Done } from "../Done.ts";
import { type CommonOptions, collect, withCommon } from "../options.ts";

/** `sluice step ...` */
export function addStepCommands(program: Command, done: Done): void {
  const step = program.command("step").description("run, write and look at step classes");
  const folder = ["--steps <folder>", "add the step classes in a folder; repeatable"] as const;

  const run = step
    .command("run")
    .description("run one step class alone, with given parameters and input")
    .argument("<name>", "the name of a step class")
    .option("-p, --param <name=value>", "a parameter of the step, JSON or text; repeatable", collect)
    .option("-i, --input <json>", "the data of the step before: @file, - for stdin, or JSON")
    .option("-c, --config <file-or-name>", "the configuration for ${config...}")
    .option("--debug", "keep every log line (the default here)")
    .option("--level <level>", "keep log lines from debug, info, flow, warning, error or critical")
    .option(folder[0], folder[1], collect)
    .option("--syncpack <name>", "the pack that holds the class")
    .option("-q, --quiet", "print only the data, and what failed");
  withCommon(run, [
    "sluice step run QueryREST --param method=GET --param prefix_url=http://127.0.0.1:8000",
    "sluice step run MyStep --steps ./my-steps --input @data.json",
    `sluice step run Transform --param expression='$sum(price)' --input '[{"price": 2}]'`,
  ]).action(async (name: string, options: StepRunOptions) => {
    const { stepRunCommand } = await import("../commands/step.ts");
    done(await stepRunCommand(name, options));
  });

  const create = step
    .command("new")
    .description("write a commented step class to begin with")
    .argument("<name>", "the name of the class and of its file")
    .option("--dir <folder>", "where to write it", ".")
    .option("--force", "write over an existing file");
  withCommon(create, ["sluice step new MyStep", "sluice step new MyStep --dir my-steps"]).action(
    async (name: string, options: StepNewOptions) => {
      const { stepNewCommand } = await import("../commands/step.ts");
      done(await stepNewCommand(name, options));
    },
  );

  const list = step
    .command("list")
    .description("list the step classes you can use")
    .option(folder[0], folder[1], collect);
  withCommon(list, ["sluice step list", "sluice step list --steps ./my-steps --json"]).action(
    async (options: CommonOptions & { steps?: string[] }) => {
      const { stepListCommand } = await import("../commands/step.ts");
      done(await stepListCommand(options));
    },
  );

  const show = step
    .command("show")
    .description("show what a step class does, its parameters and its help")
    .argument("<name>", "the name of a step class")
    .option("--code", "print its source instead")
    .option("--syncpack <name>", "the pack that holds the class")
    .option(folder[0], folder[1], collect);
  withCommon(show, ["sluice step show QueryREST", "sluice step show QueryREST --code"]).action(
    async (name: string, options: StepShowOptions) => {
      const { stepShowCommand } = await import("../commands/step.ts");
      done(await stepShowCommand(name, options));
    },
  );
}
