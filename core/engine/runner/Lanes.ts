/** Attempts at once of one queue, or of one run that brought its own limit. */
export interface Lane<R> {
  readonly queue: string;
  limit(): number;
  /** Attempts that hold capacity. */
  running: number;
  /** Runs with ready steps; the first one is served next. */
  readonly runs: Set<R>;
}

/** Hands free capacity to runs, round-robin within each queue. */
export class Lanes<R extends { readonly lane: Lane<R> }> {
  private readonly shared = new Map<string, Lane<R>>();
  private readonly busy = new Set<Lane<R>>();
  private readonly queueLimit: (queue: string) => number;

  constructor(queueLimit: (queue: string) => number) {
    this.queueLimit = queueLimit;
  }

  /** The lane a run goes by. `workers` gives the run a lane of its own. */
  open(queue: string, workers: number | undefined): Lane<R> {
    if (workers !== undefined) return { queue, limit: () => workers, running: 0, runs: new Set() };
    const known = this.shared.get(queue);
    if (known !== undefined) return known;
    const lane: Lane<R> = { queue, limit: () => this.queueLimit(queue), running: 0, runs: new Set() };
    this.shared.set(queue, lane);
    return lane;
  }

  /** The run has something ready. */
  offer(run: R): void {
    run.lane.runs.add(run);
    this.busy.add(run.lane);
  }

  withdraw(run: R): void {
    run.lane.runs.delete(run);
  }

  /** Serves waiting runs while there is capacity. `start` begins one step of a run, which takes capacity, and tells whether more are ready. */
  dispatch(start: (run: R) => boolean): void {
    for (const lane of this.busy) {
      const limit = lane.limit();
      while (lane.running < limit) {
        const [run] = lane.runs;
        if (run === undefined) break;
        lane.runs.delete(run);
        if (start(run)) lane.runs.add(run);
      }
      if (lane.runs.size === 0) this.busy.delete(lane);
    }
  }

  /** Runs that wait in a lane without any capacity. */
  stalled(): R[] {
    return [...this.busy].flatMap((lane) => (lane.limit() > 0 ? [] : [...lane.runs]));
  }
}
