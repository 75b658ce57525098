import type { Unsubscribe } from "../../../core/base/Emitter.ts";
import type { StepRunRecord } from "../../../core/model/RunRecord.ts";
import type { RunShown } from "../ports/RunPort.ts";

/** Calls back once before the next picture is painted. */
export type RequestFrame = (run: () => void) => void;

/** How the steps of the shown run are doing. Each card listens for its own step only. */
export interface LiveStore {
  /** The run that is shown; another one clears the states of the one before. */
  setRun(run: RunShown | undefined): void;
  /** Takes new states; of several for one step the last counts. They appear once per frame, many in a few frames. */
  push(steps: readonly StepRunRecord[]): void;
  run(): RunShown | undefined;
  /** State of a step by its id. The same object until it changes. */
  step(id: string): StepRunRecord | undefined;
  /** Calls back after a frame that changed this step. */
  onStep(id: string, listener: () => void): Unsubscribe;
  /** Calls back once after each frame that changed anything, with the ids of the changed steps. */
  onFrame(listener: (changed: ReadonlySet<string>) => void): Unsubscribe;
  /** All steps that have a state, in no order. */
  all(): readonly StepRunRecord[];
}

/** In one frame so many steps that somebody listens for change at most: a card that gets its first state takes some ms. */
const mostHeard = 8;

/** Without a stored step id (a file that was run, not an application) the name tells steps apart. */
function keyOf(record: StepRunRecord): string {
  return record.stepId ?? record.name;
}

export function createLiveStore(requestFrame: RequestFrame): LiveStore {
  let run: RunShown | undefined;
  let steps = new Map<string, StepRunRecord>();
  let pending = new Map<string, StepRunRecord>();
  let cleared = new Set<string>();
  let isRequested = false;
  const stepListeners = new Map<string, Set<() => void>>();
  const frameListeners = new Set<(changed: ReadonlySet<string>) => void>();

  const flush = (): void => {
    isRequested = false;
    const changed = cleared;
    cleared = new Set();
    // What ends a run is told with the end itself.
    const most = run?.state === "STARTED" ? mostHeard : Number.POSITIVE_INFINITY;
    let heard = 0;
    for (const [id, record] of pending) {
      if (heard >= most) break;
      pending.delete(id);
      if (steps.get(id) === record) continue;
      steps.set(id, record);
      changed.add(id);
      if (stepListeners.has(id)) heard += 1;
    }
    // The rest comes with the next picture, so that none of them takes long.
    if (pending.size > 0) request();
    for (const id of changed) for (const listener of stepListeners.get(id) ?? []) listener();
    for (const listener of frameListeners) listener(changed);
  };
  const request = (): void => {
    if (isRequested) return;
    isRequested = true;
    requestFrame(flush);
  };

  return {
    setRun(next) {
      if (next?.id !== run?.id) {
        cleared = new Set([...cleared, ...steps.keys()]);
        steps = new Map();
        pending = new Map();
      }
      run = next;
      request();
    },
    push(records) {
      for (const record of records) if (record.runId === run?.id) pending.set(keyOf(record), record);
      request();
    },
    run: () => run,
    step: (id) => steps.get(id),
    onStep(id, listener) {
      const listeners = stepListeners.get(id) ?? new Set();
      stepListeners.set(id, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stepListeners.delete(id);
      };
    },
    onFrame(listener) {
      frameListeners.add(listener);
      return () => frameListeners.delete(listener);
    },
    all: () => [...steps.values()],
  };
}
