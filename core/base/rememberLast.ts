/**
 * `work` that remembers its last result for each `key` as long as the arguments are the same; with the key the result goes
 * too. Results are shared, so nobody may change them.
 */
export function rememberLast<A, R>(
  work: (given: A) => R,
  { key, isSame }: { key(given: A): object; isSame(one: A, other: A): boolean },
): (given: A) => R {
  const known = new WeakMap<object, { given: A; result: R }>();
  return (given) => {
    const last = known.get(key(given));
    if (last !== undefined && isSame(last.given, given)) return last.result;
    const result = work(given);
    known.set(key(given), { given, result });
    return result;
  };
}
