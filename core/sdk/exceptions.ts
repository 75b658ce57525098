import { StepException } from "../base/StepException.ts";

export { StepException } from "../base/StepException.ts";
export { type UnresolvedVariable, UnresolvedVariableException } from "../base/UnresolvedVariableException.ts";

/**
 * Data was asked of a step that is no direct producer of this one.
 *
 * ```ts
 * import { BaseStep, DataNotAvailableException } from "sluice";
 *
 * export default class PreferFresh extends BaseStep {
 *   execute() {
 *     try {
 *       this.saveDataForNextStep(this.getDataFromStepByName("Fetch fresh"));
 *     } catch (error) {
 *       if (!(error instanceof DataNotAvailableException)) throw error;
 *       this.saveDataForNextStep([]);
 *     }
 *   }
 * }
 * ```
 */
export class DataNotAvailableException extends StepException {}

/**
 * Data of several producers cannot be joined, because its types differ.
 *
 * ```ts
 * import { DataTypeMismatchException } from "sluice";
 *
 * export function asList(data: unknown): unknown[] {
 *   if (Array.isArray(data)) return data;
 *   throw new DataTypeMismatchException("The earlier steps gave no list");
 * }
 * ```
 */
export class DataTypeMismatchException extends StepException {}

/**
 * Saved data holds something that cannot be kept for the next step; `path` says where.
 *
 * ```ts
 * import { DataNotSerializableException } from "sluice";
 *
 * export function refuseFunctions(value: unknown, path: string) {
 *   if (typeof value === "function") throw new DataNotSerializableException("A function cannot be kept", path);
 * }
 * ```
 */
export class DataNotSerializableException extends StepException {
  /** Such as `$.rows[3].response`. */
  readonly path: string;

  constructor(message: string, path: string) {
    super(message);
    this.path = path;
  }
}

/**
 * A required parameter has no value, or a parameter was read that the class does not declare.
 *
 * ```ts
 * import { MissingParameterException } from "sluice";
 *
 * export const eitherOf = (first: string, second: string) =>
 *   new MissingParameterException(`Give a value for ${first} or ${second}`, [first, second]);
 * ```
 */
export class MissingParameterException extends StepException {
  /** Names of the parameters. */
  readonly parameters: readonly string[];

  constructor(message: string, parameters: readonly string[]) {
    super(message);
    this.parameters = parameters;
  }
}

/**
 * The value of a parameter does not fit.
 *
 * ```ts
 * import { ParameterValueException } from "sluice";
 *
 * export function checkPort(port: number) {
 *   if (port > 65535) throw new ParameterValueException(`There is no port ${port}`, ["port"]);
 * }
 * ```
 */
export class ParameterValueException extends StepException {
  /** Names of the parameters. */
  readonly parameters: readonly string[];

  constructor(message: string, parameters: readonly string[]) {
    super(message);
    this.parameters = parameters;
  }
}

/**
 * A connection that a parameter names is not among those that the run began with, or is of a kind that the parameter does not take.
 *
 * ```ts
 * import { BaseStep, connection, ConnectionNotAvailableException } from "sluice";
 *
 * export default class AskIfPossible extends BaseStep.with({ system: connection() }) {
 *   execute() {
 *     try {
 *       this.saveDataForNextStep(this.getConnection("system").kind);
 *     } catch (error) {
 *       if (!(error instanceof ConnectionNotAvailableException)) throw error;
 *     }
 *   }
 * }
 * ```
 */
export class ConnectionNotAvailableException extends StepException {}

/**
 * The settings of a connection do not say how to reach a system, or it cannot be reached, trusted or logged in to.
 *
 * ```ts
 * import { type Connection, ConnectionException } from "sluice";
 *
 * export function addressOf({ name, settings }: Connection) {
 *   if (typeof settings.url === "string") return settings.url;
 *   throw new ConnectionException(`The connection "${name}" cannot be used: "url" is missing`);
 * }
 * ```
 */
export class ConnectionException extends StepException {}

/**
 * A run this step waited for did not succeed.
 *
 * ```ts
 * import { BaseStep, ChildRunFailed, type ResumeResult } from "sluice";
 *
 * export default class Nightly extends BaseStep {
 *   execute() {
 *     return this.suspend({ runs: [{ application: "cleanup" }, { application: "report" }] });
 *   }
 *
 *   override resume(result: ResumeResult) {
 *     if (result.kind !== "runs") return;
 *     const failed = result.runs.find((run) => run.state !== "SUCCESS");
 *     if (failed) throw new ChildRunFailed(`${failed.runId} ended as ${failed.state}`);
 *   }
 * }
 * ```
 */
export class ChildRunFailed extends StepException {}

/**
 * Something took too long: the attempt, for its `attempt_timeout`, or what a step gave a time of its own.
 *
 * ```ts
 * import { StepTimeoutException } from "sluice";
 *
 * export function refuseLate(startedAt: number, seconds: number) {
 *   if (Date.now() > startedAt + seconds * 1000) throw new StepTimeoutException(`No answer within ${seconds} s`);
 * }
 * ```
 */
export class StepTimeoutException extends StepException {}

/**
 * The step ran three times when the program died, and did not end (semantics, section 9).
 *
 * ```ts
 * import { RecoveryLimitException } from "sluice";
 *
 * export const exceptionName = RecoveryLimitException.name;
 * ```
 */
export class RecoveryLimitException extends StepException {}

/**
 * `routeTo` named something that is neither an output nor a consumer of this step.
 *
 * ```ts
 * import { BaseStep, text, UnknownRouteException } from "sluice";
 *
 * export default class Switch extends BaseStep.with({ target: text({ required: true }) }) {
 *   execute() {
 *     try {
 *       this.routeTo([this.getParameter("target")]);
 *     } catch (error) {
 *       if (!(error instanceof UnknownRouteException)) throw error;
 *       this.routeTo(["Fallback"]);
 *     }
 *   }
 * }
 * ```
 */
export class UnknownRouteException extends StepException {}
