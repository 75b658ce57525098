/** Attempts at once of one queue, or of one run that brought its own limit. */
export interface Lane {
  readonly queue: string;
  limit(): number;
  running: number;
}

interface Waiting<R> extends Lane {
  /** Runs with ready steps; the first one is served next. */
  readonly runs: Set<R>;
}

/** Hands free capacity to runs, round-robin within each queue. */
export class Lanes<R extends { readonly id: string; readonly lane: Lane }> {
  private readonly shared = new Map<string, Waiting<R>>();
  private readonly own = new Map<string, Waiting<R>>();
  private readonly queueLimit: (queue: string) => number;

  constructor(queueLimit: (queue: string) => number) {
    this.queueLimit = queueLimit;
  }

  /** The lane a run goes by. `workers` gives the run a lane of its own. */
  open(run: { id: string; queue: string; workers: number | undefined }): Lane {
    const { id, queue, workers } = run;
    const known = workers === undefined ? this.shared.get(queue) : undefined;
    if (known !== undefined) return known;
    const lane = { queue, limit: () => workers ?? this.queueLimit(queue), running: 0, runs: new Set<R>() };
    if (workers === undefined) this.shared.set(queue, lane);
    else this.own.set(id, lane);
    return lane;
  }

  /** The run has something ready. */
  offer(run: R): void {
    this.find(run)?.runs.add(run);
  }

  withdraw(run: R): void {
    this.find(run)?.runs.delete(run);
  }

  /** The run ended. */
  close(run: R): void {
    this.withdraw(run);
    this.own.delete(run.id);
  }

  /** Serves waiting runs while there is capacity. `start` begins one step of a run and tells whether more are ready. */
  dispatch(start: (run: R) => boolean): void {
    for (const lanes of [this.shared, this.own]) {
      for (const lane of lanes.values()) {
        while (lane.runs.size > 0 && lane.running < lane.limit()) {
          const [run] = lane.runs;
          if (run === undefined) break;
          lane.runs.delete(run);
          if (start(run)) lane.runs.add(run);
        }
      }
    }
  }

  /** Runs that wait in a lane without any capacity. */
  stalled(): R[] {
    return [...this.shared.values(), ...this.own.values()].flatMap((lane) => (lane.limit() > 0 ? [] : [...lane.runs]));
  }

  private find(run: R): Waiting<R> | undefined {
    return this.own.get(run.id) ?? this.shared.get(run.lane.queue);
  }
}
