/** The plain recursive definition: work that grows with `count` and needs nothing else. */
export function fibonacci(count: number): number {
  return count < 2 ? count : fibonacci(count - 1) + fibonacci(count - 2);
}
