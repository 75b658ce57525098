import { CommanderError } from "commander";
import { createProgram } from "./program.ts";

/** Runs one command line and ends the process with its exit code: 0 success, 1 the run failed, 2 wrong use, 3 invalid document, 4 not found, 5 the data folder is in use. */
export async function main(args: string[]): Promise<void> {
  endQuietlyWithoutReader();
  endWithFront();
  let code = 0;
  try {
    await createProgram((result) => {
      code = result;
    }).parseAsync(args, { from: "user" });
  } catch (error) {
    code = await explain(error, args);
  }
  // What is left now may only be timers of libraries; a run that ended must not wait for them.
  process.stdout.write("", () => process.exit(code));
}

async function explain(error: unknown, args: string[]): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const { createOutput } = await import("./output/Output.ts");
  const { printError } = await import("./output/printError.ts");
  return printError(error, createOutput({ json: args.includes("--json") }));
}

/** `sluice runs | head`: the reader has what it wanted. */
function endQuietlyWithoutReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(0);
      throw error;
    });
  }
}

/** Under an old Node the command line is a front process and we its child: killed, it must take us along. */
function endWithFront(): void {
  if (process.env.SLUICE_REEXEC === undefined || process.channel === undefined) return;
  delete process.env.SLUICE_REEXEC;
  process.on("disconnect", () => process.exit(1));
  process.channel.unref();
}
