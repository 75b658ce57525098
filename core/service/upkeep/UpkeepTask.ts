/** Work that keeps a data folder in order and may take long. */
export interface UpkeepTask {
  name: string;
  /** The work in slices that each hold nobody up; `now` in ms. Iterating does it, stopping early leaves the rest for the next round. */
  slices(now: number): AsyncIterable<unknown>;
}
