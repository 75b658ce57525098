import { StepException } from "sluice";

/** The flow says that it must not go on. */
export class StopException extends StepException {}
