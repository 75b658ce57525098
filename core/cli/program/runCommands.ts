import type { Command } from "commander";
import type { AgainOptions } from "../commands/again.ts";
import type { LogsOptions } from "../commands/logs.ts";
import type { ResumeOptions } from "../commands/resume.ts";
import type { RunOptions } from "../commands/run.ts";
import type { RunsOptions } from "../commands/runs.ts";
import type { Done } from "../Done.ts";
import { type CommonOptions, collect, withCommon, withLocal } from "../options.ts";

/** The commands that start, watch and stop runs. */
export function addRunCommands(program: Command, done: Done): void {
  addRun(program, done);
  addReading(program, done);
  addChanging(program, done);
}

function addRun(program: Command, done: Done): void {
  const run = program
    .command("run")
    .description("run an application: a JSON file, or a stored one by its name")
    .argument("<file-or-name>", "a JSON file, or the name of a stored application")
    .option("-p, --param <name=value>", "a run-time parameter, JSON or text; repeatable", collect)
    .option("-c, --config <file-or-name>", "the configuration to use instead of the aligned one")
    .option("--debug", "keep every log line")
    .option("--level <level>", "keep log lines from debug, info, flow, warning, error or critical (default: flow)")
    .option("--queue <name>", "the queue to use instead of the document's")
    .option("--workers <n>", "attempts of this run at once")
    .option("--steps <folder>", "add the step classes in a folder; repeatable", collect)
    .option("--result <file>", "write the run with the data of its steps as JSON")
    .option("-q, --quiet", "print only what failed");
  withCommon(run, [
    "sluice run app.json --param city=Oslo",
    "sluice run app.json --config prod.json --debug --json",
    "sluice run app.json --steps ./my-steps --result result.json",
  ]).action(async (target: string, options: RunOptions) => {
    const { runCommand } = await import("../commands/run.ts");
    done(await runCommand(target, options));
  });
}

function addReading(program: Command, done: Done): void {
  const runs = program
    .command("runs")
    .description("list runs, newest first")
    .option("--state <state>", "only PENDING, STARTED, SUCCESS, FAILURE or REVOKED")
    .option("--app <name>", "only runs of this application")
    .option("--limit <n>", "at most this many", "20");
  withCommon(runs, ["sluice runs", "sluice runs --state failure --app nightly --limit 5"]).action(
    async (options: RunsOptions) => {
      const { runsCommand } = await import("../commands/runs.ts");
      done(await runsCommand(options));
    },
  );

  const show = program
    .command("show")
    .description("show a run, or one of its steps with the data it saved")
    .argument("<run>", "the id of a run, or: last")
    .argument("[step]", "the name of a step");
  withCommon(show, ["sluice show last", 'sluice show last "Join forecasts"', "sluice show last --json"]).action(
    async (run: string, step: string | undefined, options: CommonOptions) => {
      const { showCommand } = await import("../commands/show.ts");
      done(await showCommand(run, step, options));
    },
  );

  const logs = program
    .command("logs")
    .description("print the log of a run")
    .argument("<run>", "the id of a run, or: last")
    .option("--level <level>", "only from debug, info, flow, warning, error or critical")
    .option("--step <name>", "only lines of this step")
    .option("--text <text>", "only lines with this text");
  withCommon(logs, ["sluice logs last", "sluice logs last --level warning", "sluice logs last --json"]).action(
    async (run: string, options: LogsOptions) => {
      const { logsCommand } = await import("../commands/logs.ts");
      done(await logsCommand(run, options));
    },
  );
}

function addChanging(program: Command, done: Done): void {
  const replay = addAgainOptions(
    program
      .command("replay")
      .description("run a run's document and variables again, with present configuration and step code")
      .argument("<run>", "the id of a run, or: last"),
  );
  withCommon(replay, ["sluice replay last"]).action(async (run: string, options: AgainOptions) => {
    const { replayCommand } = await import("../commands/again.ts");
    done(await replayCommand(run, options));
  });

  const rerun = addAgainOptions(
    program
      .command("rerun")
      .description("run some steps of a run and all downstream again, and take over the rest")
      .argument("<run>", "the id of a run, or: last")
      .option("--from <step>", "a step to run again; repeatable", collect),
  );
  withCommon(rerun, ['sluice rerun last --from "Join forecasts"']).action(
    async (run: string, options: AgainOptions) => {
      const { rerunCommand } = await import("../commands/again.ts");
      done(await rerunCommand(run, options));
    },
  );

  const revoke = program
    .command("revoke")
    .description("end an unfinished run and the runs it waits for")
    .argument("<run>", "the id of a run, or: last");
  withCommon(revoke, ["sluice revoke last", "sluice revoke last --url http://127.0.0.1:4870"]).action(
    async (run: string, options: CommonOptions) => {
      const { revokeCommand } = await import("../commands/revoke.ts");
      done(await revokeCommand(run, options));
    },
  );

  const resume = program
    .command("resume")
    .description("take up every run that an earlier process left unfinished")
    .option("-q, --quiet", "print only what failed");
  withLocal(resume, {
    reason: "A host takes up the runs of its data folder by itself when it starts.",
    examples: ["sluice resume"],
  }).action(async (options: ResumeOptions) => {
    const { resumeCommand } = await import("../commands/resume.ts");
    done(await resumeCommand(options));
  });
}

function addAgainOptions(command: Command): Command {
  return command
    .option("--steps <folder>", "add the step classes in a folder; repeatable", collect)
    .option("-q, --quiet", "print only what failed");
}
