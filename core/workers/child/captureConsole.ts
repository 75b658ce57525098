import { format, inspect } from "node:util";
import { logLevels } from "../../model/RunRecord.ts";

type Write = (level: number, module: string, message: string) => void;

/**
 * Makes the methods of `console` write log lines under module "console": log and info as info, warn as warning,
 * error as error, debug and trace as debug. What prints tables and groups goes to stdout, which the host reads
 * line by line as info under "stdout"; stderr as info under "stderr".
 */
export function captureConsole(write: Write): void {
  const at =
    (level: number) =>
    (...values: unknown[]): void =>
      write(level, "console", format(...values));
  console.log = at(logLevels.info);
  console.info = at(logLevels.info);
  console.warn = at(logLevels.warning);
  console.error = at(logLevels.error);
  console.debug = at(logLevels.debug);
  console.dir = (value, options) => write(logLevels.info, "console", inspect(value, options));
  console.trace = (...values) => {
    const stack = new Error(format(...values)).stack ?? "";
    write(logLevels.debug, "console", stack.replace(/^Error/, "Trace").replace(/\n.*\n/, "\n"));
  };
}
