/** Rows of about 230 serialised bytes such as a database gives, `megabytes` of them together. */
export function buildLargeRows(megabytes: number): object[] {
  const count = Math.round((megabytes * 2 ** 20) / 230);
  return Array.from({ length: count }, (_, index) => ({
    id: index,
    name: `customer number ${index}`,
    email: `c${index}@example.org`,
    amount: index * 1.37,
    active: index % 2 === 0,
    tags: ["a", "b"],
    note: `some longer text that goes on for a while ${index}`,
    address: { street: `Main street ${index}`, zip: String(10_000 + index) },
  }));
}
