import { Emitter } from "../../base/Emitter.ts";
import type { EnginePorts } from "../ports/EnginePorts.ts";
import type { RunEvent } from "../RunEvent.ts";
import { Lanes } from "./Lanes.ts";
import type { LiveRun } from "./LiveRun.ts";
import { Outbox } from "./Outbox.ts";
import { OutputCache } from "./OutputCache.ts";

/** What the parts of the runner share. */
export interface Shell {
  readonly ports: EnginePorts;
  readonly events: Emitter<RunEvent>;
  readonly outbox: Outbox;
  readonly lanes: Lanes<LiveRun>;
  readonly outputs: OutputCache;
  /** Runs this engine holds. */
  readonly runs: Map<string, LiveRun>;
  /** Runs given up because they could not be stored, with the reason and the end of their attempts. They are on disk as they were. */
  readonly halted: Map<string, { error: unknown; ended: Promise<unknown> }>;
  /** The step that waits for a child run. */
  readonly parents: Map<string, { run: LiveRun; index: number }>;
  /** Runs to look at before the turn ends. */
  readonly changed: Set<LiveRun>;
  /** closing: no further attempt begins. closed: results are not taken any more either. */
  phase: "open" | "closing" | "closed";
  /**
   * Every change of runs happens in a turn. At its end the changed runs make their next moves, free capacity is handed
   * out, and then everything goes to the store at once: a result, the steps it skips and the ones it starts.
   */
  turn(change: () => void): void;
  /** Begins the attempts of steps whose start is on disk, as far as there is capacity. */
  serve(): void;
}

/** What runs do at the end of a turn. */
export interface ShellMoves {
  /** Records every move that needs no capacity. */
  advance(shell: Shell, run: LiveRun): void;
  /** Begins one ready step; tells whether more are ready. */
  start(shell: Shell, run: LiveRun): boolean;
  /** Begins the attempt of a step whose start is on disk. */
  begin(shell: Shell, run: LiveRun, index: number): void;
  /** Hands it to a worker behind one of its kin; tells whether there is one. `isFree`: though there is capacity for it. */
  beginAhead(shell: Shell, run: LiveRun, step: { index: number; isFree: boolean }): boolean;
}

export function createShell(ports: EnginePorts, moves: ShellMoves): Shell {
  let nested = false;
  const events = new Emitter<RunEvent>(ports.onBug);
  const shell: Shell = {
    ports,
    events,
    outbox: new Outbox(ports.store, (event) => events.emit(event)),
    lanes: new Lanes((queue) => ports.settings.queueLimit(queue)),
    outputs: new OutputCache(ports.store),
    runs: new Map(),
    halted: new Map(),
    parents: new Map(),
    changed: new Set(),
    phase: "open",
    turn(change) {
      if (nested) {
        change();
        return;
      }
      nested = true;
      const touched = new Set<LiveRun>();
      try {
        change();
        shell.serve();
        for (const run of shell.changed) {
          moves.advance(shell, run);
          touched.add(run);
        }
        shell.changed.clear();
        if (shell.phase === "open") {
          shell.lanes.dispatch((run) => {
            touched.add(run);
            return moves.start(shell, run);
          });
        }
        shell.changed.clear();
      } finally {
        nested = false;
        for (const run of touched) run.journal.flush();
      }
    },
    serve() {
      shell.lanes.serve({
        begin: (run, index) => moves.begin(shell, run, index),
        beginAhead: (run, step) => moves.beginAhead(shell, run, step),
        isEnding: (run) => shell.phase === "closed" || run.phase !== "live" || run.state.revoking,
      });
    },
  };
  return shell;
}
