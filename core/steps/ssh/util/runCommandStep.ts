import { commandParameters } from "./commandParameters.ts";
import { commandResult } from "./commandResult.ts";
import { runRemote } from "./runRemote.ts";
import { toCommandLine } from "./toCommandLine.ts";
import { toContent } from "./toContent.ts";
import { type SshServer, SshStep } from "./withSsh.ts";

/** What the steps share that run a command on a server. */
export abstract class CommandStep extends SshStep.with(commandParameters) {
  override category = "Commands";
}

/** Runs the command of a step and saves what came of it. Throws CommandException. */
export async function runCommandStep(step: CommandStep, { client }: SshServer): Promise<void> {
  const name = step.getParameter("command");
  const line = toCommandLine({
    command: name,
    arguments: step.getParameter("arguments").map(String),
    environment: step.getParameter("environment"),
    input: toContent(step.getParameter("input")),
  });
  const ended = await runRemote(client, {
    name,
    ...line,
    timeoutMs: step.getParameter("timeout"),
    signal: step.signal,
  });
  step.logger.flow("%s ended with %d", name, ended.exitCode);
  const expect = step.getParameter("expect").map(Number);
  await step.saveDataForNextStep(commandResult(ended, { name, output: step.getParameter("output"), expect }));
}
