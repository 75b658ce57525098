import { StepException } from "../base/StepException.ts";

/** A step saved more than its limit allows. */
export class OutputTooLargeException extends StepException {}

/** Counts serialised bytes against a limit. */
export class OutputLimit {
  used = 0;
  private readonly limitBytes: number | undefined;

  constructor(limitBytes: number | undefined) {
    this.limitBytes = limitBytes;
  }

  /** Throws OutputTooLargeException once the sum exceeds the limit. */
  add(bytes: number): void {
    this.used += bytes;
    if (this.limitBytes !== undefined && this.used > this.limitBytes) {
      throw new OutputTooLargeException(`The data to save is larger than the limit of ${this.limitBytes} bytes`);
    }
  }
}
