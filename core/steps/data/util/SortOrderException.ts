import { StepException } from "sluice";

/** A direction that is neither ascending nor descending. */
export class SortOrderException extends StepException {}
