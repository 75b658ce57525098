import type { StepContext } from "./StepContext.ts";

// Registered symbols, so that a step whose package brings its own copy of the SDK still works.
const contextKey = Symbol.for("sluice.stepContext");

/** Binds a step instance to its attempt. Called by the worker before `execute` or `resume`; a step author never needs it. */
export function attachContext(step: object, context: StepContext): void {
  Object.defineProperty(step, contextKey, { value: context, enumerable: false, configurable: true });
}

/** The context of an instance; undefined while no attempt runs. */
export function findContext(step: object): StepContext | undefined {
  return (step as { [contextKey]?: StepContext })[contextKey];
}
