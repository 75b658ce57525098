import { StepException } from "sluice";

/** No case of a switch is true. */
export class NoCaseException extends StepException {}
