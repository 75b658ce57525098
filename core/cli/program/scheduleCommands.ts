import type { Command } from "commander";
import type { ScheduleNextOptions, ScheduleOptions, ScheduleRunOptions } from "../commands/schedule.ts";
import type { Done } from "../Done.ts";
import { type CommonOptions, collect, type ExportOptions, withCommon } from "../options.ts";

/** `sluice schedule ...` */
export function addScheduleCommands(program: Command, done: Done): void {
  const schedule = program
    .command("schedule")
    .description('run applications at their times; they fire while "sluice serve" runs');
  addLooking(schedule, done);
  addChanging(schedule, done);

  const run = named(schedule.command("run").description("run a schedule now, also a disabled one; its times stay"))
    .option("--steps <dir>", "a folder with step classes (repeatable)", collect)
    .option("-q, --quiet", "print nothing but errors");
  withCommon(run, ["sluice schedule run nightly"]).action(async (name: string, options: ScheduleRunOptions) => {
    const { scheduleRunCommand } = await import("../commands/schedule.ts");
    done(await scheduleRunCommand(name, options));
  });
}

function addLooking(schedule: Command, done: Done): void {
  const list = schedule
    .command("list")
    .description("list the schedules, with the next time of each and what became of the last")
    .option("--app <name>", "those of one application");
  withCommon(list, ["sluice schedule list --app hello"]).action(async (options: CommonOptions & { app?: string }) => {
    const { scheduleListCommand } = await import("../commands/schedule.ts");
    done(await scheduleListCommand(options));
  });

  const show = named(schedule.command("show").description("a schedule, its next ten times and its last ten"));
  withCommon(show, ["sluice schedule show nightly"]).action(async (name: string, options: CommonOptions) => {
    const { scheduleShowCommand } = await import("../commands/schedule.ts");
    done(await scheduleShowCommand(name, options));
  });

  const exporting = named(
    schedule.command("export").description("print a schedule as JSON, as POST /schedule takes it"),
  ).option("-o, --out <file>", "write to a file");
  withCommon(exporting, ["sluice schedule export nightly > nightly.json"]).action(
    async (name: string, options: ExportOptions) => {
      const { scheduleExportCommand } = await import("../commands/schedule.ts");
      done(await scheduleExportCommand(name, options));
    },
  );

  const next = schedule
    .command("next")
    .description("the next times of a schedule, or of times that are not stored")
    .argument("[name]", "the name of a schedule")
    .option("--count <n>", "how many times", "10");
  withCommon(withTimes(next), [
    "sluice schedule next nightly",
    "sluice schedule next --cron '0 6 * * mon-fri' --zone Europe/Berlin",
  ]).action(async (name: string | undefined, options: ScheduleNextOptions) => {
    const { scheduleNextCommand } = await import("../commands/schedule.ts");
    done(await scheduleNextCommand(name, options));
  });
}

function addChanging(schedule: Command, done: Done): void {
  const add = named(schedule.command("add").description("add a schedule; an application may have several"))
    .requiredOption("--app <name>", "the application it runs")
    .option("--disabled", "it does not fire until it is enabled");
  withCommon(withSettings(withTimes(add)), [
    "sluice schedule add nightly --app hello --cron '30 2 * * *' --zone Europe/Berlin --param city=Oslo",
    "sluice schedule add often --app hello --every 600 --overlap queue",
    "sluice schedule add launch --app hello --at 2027-01-31T06:00:00Z",
  ]).action(async (name: string, options: ScheduleOptions) => {
    const { scheduleAddCommand } = await import("../commands/schedule.ts");
    done(await scheduleAddCommand(name, options));
  });

  const set = named(schedule.command("set").description("change a schedule; what is not named stays"))
    .option("--app <name>", "the application it runs")
    .option("--clear-params", "forget the earlier parameters")
    .option("--no-config", "the configuration of the application")
    .option("--no-queue", "the queue of the application");
  withCommon(withSettings(withTimes(set)), ["sluice schedule set nightly --cron '0 3 * * *' --missed skip"]).action(
    async (name: string, options: ScheduleOptions) => {
      const { scheduleSetCommand } = await import("../commands/schedule.ts");
      done(await scheduleSetCommand(name, options));
    },
  );

  for (const enabled of [true, false]) {
    const verb = enabled ? "enable" : "disable";
    const meaning = enabled ? "let a schedule fire, from now on" : "keep a schedule from firing";
    withCommon(named(schedule.command(verb).description(meaning)), [`sluice schedule ${verb} nightly`]).action(
      async (name: string, options: CommonOptions) => {
        const { scheduleEnableCommand } = await import("../commands/schedule.ts");
        done(await scheduleEnableCommand(name, { ...options, enabled }));
      },
    );
  }

  const remove = named(schedule.command("delete").description("delete a schedule; its runs stay"));
  withCommon(remove, ["sluice schedule delete nightly"]).action(async (name: string, options: CommonOptions) => {
    const { scheduleDeleteCommand } = await import("../commands/schedule.ts");
    done(await scheduleDeleteCommand(name, options));
  });
}

function named(command: Command): Command {
  return command.argument("<name>", "the name of a schedule");
}

function withTimes(command: Command): Command {
  return command
    .option("--every <seconds>", "run every so many seconds")
    .option(
      "--cron <expression>",
      "five fields: minute, hour, day of month, month, day of week; both day fields must match",
    )
    .option("--zone <name>", "time zone of --cron, such as Europe/Berlin (default: UTC)")
    .option("--at <time>", "run once, at a time in ISO 8601; without an offset it is local time");
}

function withSettings(command: Command): Command {
  return command
    .option("--param <name=value>", "a parameter of its runs (repeatable); JSON is taken as JSON", collect)
    .option("--config <name>", "a stored configuration instead of the aligned one")
    .option("--queue <name>", "the queue of its runs")
    .option("--missed <rule>", "times missed while nothing served: skip, once or all, at most 100 (default: once)")
    .option(
      "--overlap <rule>",
      "a time while the run before goes on: skip, queue or allow (default: skip; queue with --missed all)",
    );
}
