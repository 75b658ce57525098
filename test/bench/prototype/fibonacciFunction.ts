import { fibonacci } from "../fibonacci.ts";

/** The work of the benchmark as the prototype runs it: the number comes first in its input. */
export default function step(input: unknown): { value: number } {
  const [count] = input as [number];
  return { value: fibonacci(count) };
}
