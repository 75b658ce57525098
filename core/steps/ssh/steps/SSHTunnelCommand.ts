import { connection, defineParameters } from "sluice";
import { commandHelp } from "../util/commandParameters.ts";
import { CommandStep, runCommandStep } from "../util/runCommandStep.ts";
import { settingsHelp } from "../util/settingsHelp.ts";
import { visit } from "../util/withSsh.ts";

const parameters = defineParameters({
  tunnel: connection({
    title: "Tunnel",
    description: "The connection, of the kind ssh, to the server that the way leads through.",
    kinds: ["ssh"],
    required: true,
  }),
});

const help = `
Runs a command on a computer that only another one can reach: logs in at the server of *Tunnel*, opens a tunnel from there to the server of *Connection*,
logs in at that one, and saves \`{exit_code, output, errors}\` of the command. Both servers have to show the keys they are known by, and the first one
sees nothing of what goes through it. Host and port of *Connection* are those that the first server knows it by.
${commandHelp}${settingsHelp}`;

/** Run a command through an SSH tunnel. */
export default class SSHTunnelCommand extends CommandStep.with(parameters) {
  override friendlyName = "Run a command through an SSH tunnel";
  override description = "Runs a command on a computer that is reached through another one";
  override help = help;

  override async execute() {
    const given = { ...this.getConnection("connection"), tunnel: this.getConnection("tunnel") };
    await visit({ step: this, given, work: (server) => runCommandStep(this, server) });
  }
}
