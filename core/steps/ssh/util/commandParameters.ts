import { anyValue, contentKinds, defineParameters, duration, list, mapping, select, text } from "sluice";

/** What every step asks for that runs a command on a server. */
export const commandParameters = defineParameters({
  command: text({
    title: "Command",
    description: "A line for the shell of the server, with its pipes and wildcards.",
    sampleValue: "df --output=pcent",
    required: true,
  }),
  arguments: list<string>({
    title: "Arguments",
    description: "Added to the command, one per line: each is quoted, so that the shell takes it as it is.",
    sampleValue: ["${path}"],
    defaultValue: [],
  }),
  environment: mapping<string>({
    title: "Environment",
    description: "Variables the command gets, without others on the server seeing them.",
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
    max: 2_000_000,
  }),
});

/** What the help of each of them says. */
export const commandHelp = `
**What the shell reads.** The command is a line for the login shell of the user. Values of \`\${...}\` belong in the arguments: those are quoted, for
a shell such as sh, bash, zsh or ksh. Variables of the environment are told to that shell by its input, so they stand in no list of processes.

**How it ends.** What it writes to its error output is in \`errors\`, and in the error when the exit code is no success. At most 64 MB are read.
When it takes too long or the step is ended, it is killed on the server with all it started; on a server without a shell of that kind only the
connection ends.
`;
