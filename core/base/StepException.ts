/** What a step throws to fail with a reason. `name` is the name of the class: the exception name that a person sees. */
export class StepException extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}
