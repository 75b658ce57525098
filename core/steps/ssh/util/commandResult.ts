import { CommandException, type Ended } from "./runRemote.ts";

export interface ResultOptions {
  name: string;
  output: "text" | "json" | "lines" | "bytes";
  expect: readonly number[];
}

/** What a step saves of a command that ended. Throws CommandException for an exit code that is no success. */
export function commandResult({ exitCode, output, errors }: Ended, options: ResultOptions): object {
  if (!options.expect.includes(exitCode)) {
    const said = (errors || output.toString()).trim().split("\n").slice(-10).join("\n");
    throw new CommandException(`${options.name} ended with exit code ${exitCode}${said === "" ? "" : `: ${said}`}`);
  }
  return { exit_code: exitCode, output: readOutput(output, options), errors };
}

function readOutput(output: Buffer, { name, output: as }: ResultOptions): unknown {
  if (as === "bytes") return output;
  const written = output.toString();
  if (as === "text") return written;
  if (as === "lines") return written === "" ? [] : written.replace(/\r?\n$/, "").split(/\r?\n/);
  try {
    return JSON.parse(written);
  } catch (cause) {
    throw new CommandException(`What ${name} wrote is no JSON: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
}
