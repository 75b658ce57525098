import { format } from "node:util";
import { type LogLevelName, logLevels } from "../model/RunRecord.ts";

/** Writes one line to the log of the step run; arguments after the first are formatted as by `console.log`. */
export type LogFunction = (message: unknown, ...details: unknown[]) => void;

/**
 * The logger of a step. Every method also works detached from the object.
 * `flow` records progress and is always kept; `warning` and above mark the step run yellow.
 *
 * ```ts
 * import { BaseStep } from "sluice";
 *
 * export default class Greet extends BaseStep {
 *   execute() {
 *     const { info, warning } = this.logger;
 *     info("Hello %s", this.getName());
 *     warning("Only %d rows", 3);
 *   }
 * }
 * ```
 */
export type StepLogger = Readonly<Record<LogLevelName, LogFunction>>;

export function createLogger(write: (level: number, message: string) => void): StepLogger {
  const at =
    (level: number): LogFunction =>
    (message, ...details) =>
      write(level, format(message, ...details));
  return {
    debug: at(logLevels.debug),
    info: at(logLevels.info),
    flow: at(logLevels.flow),
    warning: at(logLevels.warning),
    error: at(logLevels.error),
    critical: at(logLevels.critical),
  };
}
