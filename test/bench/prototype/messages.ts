/** Rows of one commit: run, step, state, data as JSON. */
export type Row = [run: string, step: number, state: string, data: string | null];

/** Host to writer: all rows of one request are stored in one transaction. */
export interface WriteRequest {
  id: number;
  rows: Row[];
}

/** Host to worker: run the function of `module` with `input`. */
export interface Attempt {
  id: number;
  module: string;
  input: unknown;
}

/** Worker to host. */
export interface Result {
  id: number;
  data: unknown;
}
