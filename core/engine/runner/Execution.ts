/** An attempt under way. `done` never rejects. */
export interface Execution<T> {
  readonly done: Promise<T>;
  revoke(graceMs: number): void;
}
