/**
 * What a step throws to fail with a reason. `name` is the name of the class: the exception name that a person sees.
 *
 * ```ts
 * import { BaseStep, StepException } from "sluice";
 *
 * class QuotaExceeded extends StepException {}
 *
 * export default class Send extends BaseStep {
 *   execute() {
 *     throw new QuotaExceeded("No messages left for today");
 *   }
 * }
 * ```
 */
export class StepException extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}
