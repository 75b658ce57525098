import { arrangeCommands } from "./arrangeCommands.ts";
import type { Command, CommandId } from "./Command.ts";
import { clipboardCommands } from "./clipboardCommands.ts";
import { codeCommands } from "./codeCommands.ts";
import { editCommands } from "./editCommands.ts";
import { extractCommands } from "./extractCommands.ts";
import { fileCommands } from "./fileCommands.ts";
import { groupCommands } from "./groupCommands.ts";
import { noteCommands } from "./noteCommands.ts";
import { noticeCommands } from "./noticeCommands.ts";
import { pinCommands } from "./pinCommands.ts";
import { runCommands } from "./runCommands.ts";
import { stepCommands } from "./stepCommands.ts";
import { tableCommands } from "./tableCommands.ts";
import { viewCommands } from "./viewCommands.ts";
import type { Workbench } from "./Workbench.ts";
import { waitCommands } from "./waitCommands.ts";

/** Everything a person can do in the editor, in the order of the menus. */
export const commands: readonly Command[] = [
  ...fileCommands,
  ...editCommands,
  ...clipboardCommands,
  ...stepCommands,
  ...extractCommands,
  ...pinCommands,
  ...arrangeCommands,
  ...noteCommands,
  ...groupCommands,
  ...viewCommands,
  ...runCommands,
  ...waitCommands,
  ...noticeCommands,
  ...codeCommands,
  ...tableCommands,
];

const byId = new Map(commands.map((command) => [command.id, command]));

/** The command of an id. */
export function getCommand(id: CommandId): Command {
  const command = byId.get(id);
  if (command === undefined) throw new Error(`There is no command ${id}.`);
  return command;
}

/**
 * Runs a command unless something stands against it; what breaks in it is told. It sees what was typed in a field up to
 * now. True when it ran.
 */
export function runCommand(workbench: Workbench, command: Command): boolean {
  workbench.document.takeTyped();
  if (command.refusal(workbench) !== undefined) return false;
  const fail = (error: unknown): void =>
    workbench.notify(error instanceof Error ? error.message : String(error), "error");
  try {
    void Promise.resolve(command.run(workbench)).catch(fail);
  } catch (error) {
    fail(error);
  }
  return true;
}
