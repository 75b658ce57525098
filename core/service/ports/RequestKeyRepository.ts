/** Which run a request with a key started. Runs write them at their acceptance. */
export interface RequestKeyRepository {
  find(digest: string): { content: string; runId: string } | undefined;
  /** Deletes those made before a time (ms), a few at a time: each value is the number of those that are gone. */
  slices(before: number): AsyncIterable<number>;
}
