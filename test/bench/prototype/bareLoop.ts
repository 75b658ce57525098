import { fibonacci } from "../fibonacci.ts";

/** The work of the sequential steps without any steps. */
export default function step(input: unknown): number[] {
  const { count, size } = input as { count: number; size: number };
  return Array.from({ length: count }, () => fibonacci(size));
}
