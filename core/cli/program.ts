import { readFileSync } from "node:fs";
import { Command } from "commander";
import type { Done } from "./Done.ts";
import { addAccessCommands } from "./program/accessCommands.ts";
import { addConfigCommands } from "./program/configCommands.ts";
import { addConnectionCommands } from "./program/connectionCommands.ts";
import { addMaintenanceCommands } from "./program/maintenanceCommands.ts";
import { addPackCommands } from "./program/packCommands.ts";
import { addQueueCommands } from "./program/queueCommands.ts";
import { addReportCommands } from "./program/reportCommands.ts";
import { addRunCommands } from "./program/runCommands.ts";
import { addScheduleCommands } from "./program/scheduleCommands.ts";
import { addSecretCommands } from "./program/secretCommands.ts";
import { addServeCommands } from "./program/serveCommands.ts";
import { addStepCommands } from "./program/stepCommands.ts";
import { addStoreCommands } from "./program/storeCommands.ts";
import { addTrashCommands } from "./program/trashCommands.ts";

/** All commands with their help; what they do is loaded when one is chosen. */
export function createProgram(done: Done): Command {
  const program = new Command("sluice")
    .description("Runs integration applications: JSON documents that name steps and wire them.")
    .version(readVersion(), "-V, --version")
    // A command may have a --version of its own.
    .enablePositionalOptions()
    .exitOverride()
    .showHelpAfterError('("sluice help" and "sluice COMMAND --help" say more)')
    .configureHelp({ showGlobalOptions: false })
    .addHelpText(
      "after",
      `
Examples:
  $ sluice run assets/examples/showcase.json       run a file and watch it
  $ sluice import app.json && sluice run app       store an application, then run it by name
  $ sluice show last                               what the newest run did
  $ sluice step list                               the steps you can use

Exit codes: 0 success, 1 the run failed, 2 wrong use, 3 invalid document, 4 not found, 5 the data folder is in use.`,
    );
  program.commandsGroup("Run:");
  addRunCommands(program, done);
  addReportCommands(program, done);
  program.commandsGroup("Serve and access:");
  addServeCommands(program, done);
  addAccessCommands(program, done);
  addMaintenanceCommands(program, done);
  program.commandsGroup("Applications:");
  addStoreCommands(program, done);
  addScheduleCommands(program, done);
  addTrashCommands(program, done);
  program.commandsGroup("Steps and configurations:");
  addStepCommands(program, done);
  addPackCommands(program, done);
  addConfigCommands(program, done);
  addConnectionCommands(program, done);
  addSecretCommands(program, done);
  addQueueCommands(program, done);
  return program;
}

function readVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
