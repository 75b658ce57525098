import { StepException } from "sluice";

/** A person said no. */
export class RejectedException extends StepException {}
