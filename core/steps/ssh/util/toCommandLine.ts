import { quoteShell } from "./quoteShell.ts";
import { CommandException } from "./runRemote.ts";

export interface CommandParts {
  command: string;
  arguments: readonly string[];
  environment: Record<string, string>;
  input: Buffer | undefined;
}

/** What the shell reads, and what comes to its input. The environment goes that way too, as its first line. Throws CommandException. */
export function toCommandLine(parts: CommandParts): { line: string; input: Buffer | undefined } {
  const line = [parts.command, ...parts.arguments.map((word) => quoteShell(checked(word)))].join(" ");
  const variables = Object.entries(parts.environment);
  if (variables.length === 0) return { line, input: parts.input };
  const words = variables.map(([name, value]) => {
    if (!/^[A-Za-z_]\w*$/.test(name)) throw new CommandException(`"${name}" is no name of a variable`);
    // One line is read: its own variable stands for line breaks.
    return `${name}=${quoteShell(checked(String(value))).replaceAll("\n", `'"$SLUICE"'`)}`;
  });
  const setting = `SLUICE=$(printf '\\n.'); SLUICE=\${SLUICE%.}; export ${words.join(" ")}; unset SLUICE`;
  const input = Buffer.concat([Buffer.from(`${setting}\n`), parts.input ?? Buffer.alloc(0)]);
  return { line: `IFS= read -r SLUICE; eval "$SLUICE"; ${line}`, input };
}

function checked(word: string): string {
  if (word.includes("\0")) throw new CommandException("A word with a NUL character cannot be given to a command");
  return word;
}
