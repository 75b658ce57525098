import {
  anyValue,
  BaseStep,
  contentKinds,
  defineParameters,
  duration,
  file,
  list,
  mapping,
  select,
  text,
} from "sluice";
import { CommandException, runCommand } from "../util/runCommand.ts";
import { toContent } from "../util/toContent.ts";

const parameters = defineParameters({
  program: text({
    title: "Program",
    description: "Name or path of the program.",
    sampleValue: "git",
    required: true,
  }),
  arguments: list<string>({
    title: "Arguments",
    description: "One per line, as they are: no shell reads them, so nothing needs to be quoted.",
    sampleValue: ["log", "--oneline", "-5"],
    defaultValue: [],
  }),
  folder: file({
    title: "Folder",
    description: "Where it runs; empty = the home folder.",
    sampleValue: "/data/repository",
    defaultValue: "",
  }),
  environment: mapping<string>({
    title: "Environment",
    description: "Variables it gets beside PATH, HOME and the like.",
    sampleValue: { TOKEN: "${config.token}" },
    defaultValue: {},
  }),
  input: anyValue({
    title: "Input",
    description: "What it reads: text, bytes, or anything else as JSON; empty = nothing.",
    sampleValue: "${body}",
  }),
  output: select({
    title: "Output as",
    description: "What becomes of what it writes.",
    options: contentKinds,
    defaultValue: "text",
  }),
  expect: list<number>({
    title: "Exit codes",
    description: "Codes that are success; any other fails the step.",
    defaultValue: [0],
  }),
  timeout: duration({
    title: "Timeout",
    description: "Longest time; then it is killed with everything it started.",
    defaultValue: 60,
    min: 0.001,
  }),
});

const help = `
Runs a program of this computer with the rights of this program, and saves \`{exit_code, output, errors}\`.

The arguments go to the program as they are. For pipes and wildcards run a shell on purpose: program \`bash\`, arguments \`-c\` and the line;
then values of \`\${...}\` in that line are read by the shell.

What it writes to its error output is in \`errors\`, and in the error when the exit code is no success. At most 64 MB are read.
`;

/** Runs a command. */
export default class RunCommand extends BaseStep.with(parameters) {
  override friendlyName = "Run command";
  override description = "Runs a program of this computer and reads what it writes";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Commands";
  override icon = "square-terminal";
  override help = help;

  override async execute() {
    const program = this.getParameter("program");
    const input = this.getParameter("input");
    const { exitCode, output, errors } = await runCommand({
      program,
      arguments: this.getParameter("arguments").map(String),
      folder: this.getParameter("folder"),
      environment: this.getParameter("environment"),
      input: input === null || input === "" ? undefined : toContent(input),
      timeoutMs: this.getParameter("timeout"),
      signal: this.signal,
    });
    this.logger.flow("%s ended with %d", program, exitCode);
    if (!this.getParameter("expect").map(Number).includes(exitCode)) {
      const said = (errors || output.toString()).trim().split("\n").slice(-10).join("\n");
      throw new CommandException(`${program} ended with exit code ${exitCode}${said === "" ? "" : `: ${said}`}`);
    }
    await this.saveDataForNextStep({ exit_code: exitCode, output: this.#read(output), errors });
  }

  #read(output: Buffer): unknown {
    const as = this.getParameter("output");
    if (as === "bytes") return output;
    const written = output.toString();
    if (as === "lines") return written === "" ? [] : written.replace(/\r?\n$/, "").split(/\r?\n/);
    if (as === "text") return written;
    try {
      return JSON.parse(written);
    } catch (cause) {
      throw new CommandException(
        `What ${this.getParameter("program")} wrote is no JSON: ${cause instanceof Error ? cause.message : cause}`,
        { cause },
      );
    }
  }
}
