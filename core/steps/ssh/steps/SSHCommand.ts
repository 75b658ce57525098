import { commandHelp } from "../util/commandParameters.ts";
import { CommandStep, runCommandStep } from "../util/runCommandStep.ts";
import { settingsHelp } from "../util/settingsHelp.ts";
import { withSsh } from "../util/withSsh.ts";

const help = `
Runs a command on another computer by SSH, and saves \`{exit_code, output, errors}\`.
${commandHelp}${settingsHelp}`;

/** SSH command. */
export default class SSHCommand extends CommandStep {
  override friendlyName = "SSH command";
  override description = "Runs a command on another computer and reads what it writes";
  override help = help;

  override async execute() {
    await withSsh(this, (server) => runCommandStep(this, server));
  }
}
