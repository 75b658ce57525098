import { StepException } from "../base/StepException.ts";

export { DataNotSerializableException } from "../base/DataNotSerializableException.ts";
export { StepException } from "../base/StepException.ts";
export { type UnresolvedVariable, UnresolvedVariableException } from "../base/UnresolvedVariableException.ts";

/** Data was asked of a step that is no direct producer of this one. */
export class DataNotAvailableException extends StepException {}

/** Data of several producers cannot be joined, because its types differ. */
export class DataTypeMismatchException extends StepException {}

/** A required parameter has no value, or a parameter was read that the class does not declare. */
export class MissingParameterException extends StepException {
  readonly parameters: readonly string[];

  constructor(message: string, parameters: readonly string[]) {
    super(message);
    this.parameters = parameters;
  }
}

/** The value of a parameter does not fit its declaration. */
export class ParameterValueException extends StepException {
  readonly parameters: readonly string[];

  constructor(message: string, parameters: readonly string[]) {
    super(message);
    this.parameters = parameters;
  }
}

/** A run this step waited for did not succeed. */
export class ChildRunFailed extends StepException {}

/** The attempt took longer than `attempt_timeout`. */
export class StepTimeoutException extends StepException {}

/** The step ran three times when the program died, and did not end (semantics, section 9). */
export class RecoveryLimitException extends StepException {}

/** `routeTo` named something that is neither an output nor a consumer of this step. */
export class UnknownRouteException extends StepException {}
