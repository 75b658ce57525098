/** Enough of an id to tell runs apart by eye. */
export function shortId(id: string): string {
  return id.slice(-8);
}
