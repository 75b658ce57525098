import { mostBehind } from "../ports/StepWorkers.ts";

/** Attempts at once of one queue, or of one run that brought its own limit. */
export interface Lane<R> {
  readonly queue: string;
  limit(): number;
  /** Steps that are started and have not ended: attempts, and those that wait behind them. */
  started: number;
  /** Attempts that hold capacity. */
  running: number;
  /** Attempts that were handed to a worker behind one of these. */
  ahead: number;
  /** How long an attempt lasted lately, ms; undefined = none ended yet. */
  typicalMs: number | undefined;
  /** Steps whose start is on disk and that wait for capacity, in that order. `cameBack`: it has waited in a worker in vain. */
  readonly waiting: { run: R; index: number; cameBack?: boolean }[];
  /** Runs with ready steps; the first one is served next. */
  readonly runs: Set<R>;
}

/** Runs of which only some go on at once, such as those of one step that waits for all of them. */
export interface RunGroup<R> {
  readonly limit: number;
  readonly active: Set<R>;
  /** In the order in which they came. */
  readonly waiting: Set<R>;
}

/** Steps that are started ahead begin within about so many ms: what a commit takes, a few times. */
const aheadMs = 10;
const mostAhead = 32;
/** Attempts that typically last no longer than so many ms are handed to a worker while it runs another one. */
const briefMs = 2;

/** Hands free capacity to runs, round-robin within each queue. */
export class Lanes<R extends { readonly lane: Lane<R>; readonly group?: RunGroup<R> | undefined }> {
  private readonly shared = new Map<string, Lane<R>>();
  private readonly busy = new Set<Lane<R>>();
  /** Lanes with steps that wait to begin. */
  private readonly behind = new Set<Lane<R>>();
  private readonly groups = new Map<string, RunGroup<R>>();
  private readonly queueLimit: (queue: string) => number;

  constructor(queueLimit: (queue: string) => number) {
    this.queueLimit = queueLimit;
  }

  /** The lane a run goes by. `workers` gives the run a lane of its own. */
  open(queue: string, workers: number | undefined): Lane<R> {
    if (workers !== undefined) return createLane(queue, () => workers);
    const known = this.shared.get(queue);
    if (known !== undefined) return known;
    const lane = createLane<R>(queue, () => this.queueLimit(queue));
    this.shared.set(queue, lane);
    return lane;
  }

  /** The group of a name, which all runs of one step share while there are some. */
  openGroup(name: string, limit: number): RunGroup<R> {
    const known = this.groups.get(name);
    if (known !== undefined) return known;
    const group: RunGroup<R> = { limit: Math.max(1, limit), active: new Set(), waiting: new Set() };
    this.groups.set(name, group);
    return group;
  }

  closeGroup(name: string): void {
    this.groups.delete(name);
  }

  /** The run has something ready. One whose group is full has its turn when another one of it has ended. */
  offer(run: R): void {
    const { group, lane } = run;
    if (group !== undefined && !group.active.has(run)) {
      if (group.active.size >= group.limit) {
        group.waiting.add(run);
        return;
      }
      group.active.add(run);
    }
    lane.runs.add(run);
    this.busy.add(lane);
  }

  /** The run has ended, or is about to. */
  withdraw(run: R): void {
    const { group, lane } = run;
    lane.runs.delete(run);
    if (group === undefined) return;
    group.waiting.delete(run);
    if (!group.active.delete(run)) return;
    const [next] = group.waiting;
    if (next === undefined) return;
    group.waiting.delete(next);
    this.offer(next);
  }

  /**
   * Serves waiting runs while there is capacity. `start` starts one step of a run and tells whether more are ready.
   * While attempts are shorter than the commit of a start, a few more steps are started than may run at once,
   * so that no worker waits for the disk.
   */
  dispatch(start: (run: R) => boolean): void {
    for (const lane of this.busy) {
      const limit = startLimit(lane);
      while (lane.started < limit) {
        const [run] = lane.runs;
        if (run === undefined) break;
        lane.runs.delete(run);
        if (start(run)) lane.runs.add(run);
      }
      if (lane.runs.size === 0) this.busy.delete(lane);
    }
  }

  /** The start of a step is on disk; its attempt begins when there is capacity. */
  queue(run: R, index: number): void {
    run.lane.waiting.push({ run, index });
    this.behind.add(run.lane);
  }

  /** A step that was handed ahead has not begun: it is the first to have its turn. Nothing more is handed ahead until an attempt has ended. */
  takeBack(run: R, index: number): void {
    run.lane.typicalMs = undefined;
    run.lane.waiting.unshift({ run, index, cameBack: true });
    this.behind.add(run.lane);
  }

  /**
   * Begins steps whose start is on disk while there is capacity. A step of a run that ends needs none. Brief ones are
   * handed ahead, so that a worker goes on without a word from here; `beginAhead` tells whether a worker took the step.
   * The briefest are, though there is capacity (`isFree`), when that costs less than waking another worker.
   */
  serve(by: {
    begin(run: R, index: number): void;
    beginAhead(run: R, step: { index: number; isFree: boolean }): boolean;
    isEnding(run: R): boolean;
  }): void {
    for (const lane of this.behind) {
      // What is started is begun, though the queue has lost its capacity meanwhile.
      const limit = Math.max(1, lane.limit());
      const isNext = ({ run }: { run: R }) => lane.running < limit || by.isEnding(run);
      for (let at = lane.waiting.findIndex(isNext); at >= 0; at = lane.waiting.findIndex(isNext)) {
        const [next] = lane.waiting.splice(at, 1);
        if (next === undefined) break;
        const { run, index, cameBack } = next;
        const mayWait = cameBack !== true && lane.running > 0 && mayHandAhead(lane, limit) && !by.isEnding(run);
        if (!mayWait || !by.beginAhead(run, { index, isFree: true })) by.begin(run, index);
      }
      for (let [next] = lane.waiting; next !== undefined && mayHandAhead(lane, limit); [next] = lane.waiting) {
        if (!by.beginAhead(next.run, { index: next.index, isFree: false })) break;
        lane.waiting.shift();
      }
      if (lane.waiting.length === 0) this.behind.delete(lane);
    }
  }

  /** Runs that wait in a lane without any capacity. */
  stalled(): R[] {
    return [...this.busy].flatMap((lane) => (lane.limit() > 0 ? [] : [...lane.runs]));
  }
}

/** An attempt of a lane ended after so many ms. */
export function noteDuration(lane: Lane<unknown>, ms: number): void {
  lane.typicalMs = lane.typicalMs === undefined ? ms : lane.typicalMs * 0.75 + ms * 0.25;
}

function createLane<R>(queue: string, limit: () => number): Lane<R> {
  return { queue, limit, started: 0, running: 0, ahead: 0, typicalMs: undefined, waiting: [], runs: new Set() };
}

/** Never while more run than may, since the queue has lost capacity: what waits would keep it that way. */
function mayHandAhead(lane: Lane<unknown>, limit: number): boolean {
  if (lane.typicalMs === undefined || lane.typicalMs > briefMs) return false;
  return lane.running <= limit && lane.running + lane.ahead < limit * (1 + mostBehind);
}

/** How many steps may be started: one long attempt among the last few leaves no more than may run. */
function startLimit(lane: Lane<unknown>): number {
  const limit = lane.limit();
  if (lane.typicalMs === undefined) return limit;
  return limit + Math.min(mostAhead, Math.floor((limit * aheadMs) / Math.max(lane.typicalMs, 0.25)));
}
