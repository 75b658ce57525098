import type { StepContext } from "../../core/sdk/StepContext.ts";

/** A context that notes every call as `[name, ...arguments]` and answers with what it is given. */
export function buildContext(answers: Partial<StepContext> = {}): { context: StepContext; calls: unknown[][] } {
  const calls: unknown[][] = [];
  const target: object = {
    stepName: "my step",
    idempotencyKey: "run/step",
    signal: new AbortController().signal,
    ...answers,
  };
  const context = new Proxy(target, {
    get(from, name) {
      const known: unknown = Reflect.get(from, name);
      if (known !== undefined && typeof known !== "function") return known;
      return (...args: unknown[]) => {
        calls.push([name, ...args]);
        return typeof known === "function" ? known(...args) : undefined;
      };
    },
  });
  return { context: context as StepContext, calls };
}
