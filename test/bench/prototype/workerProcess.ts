/* A forked worker: loads a function by path, keeps it, runs one attempt after the other. */
import type { Attempt } from "./messages.ts";

type StepFunction = (input: unknown) => unknown;
const loaded = new Map<string, StepFunction>();

async function load(module: string): Promise<StepFunction> {
  const known = loaded.get(module);
  if (known !== undefined) return known;
  const { default: step } = (await import(module)) as { default: StepFunction };
  loaded.set(module, step);
  return step;
}

process.on("message", async ({ id, module, input }: Attempt) => {
  const step = loaded.get(module) ?? (await load(module));
  const result = step(input);
  process.send?.({ id, data: result instanceof Promise ? await result : result });
});
process.on("disconnect", () => process.exit());
