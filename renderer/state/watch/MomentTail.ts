import type { Clock, Timer } from "../../../core/base/Clock.ts";
import type { Unsubscribe } from "../../../core/base/Emitter.ts";
import type { RunPort, StepMoment } from "../ports/RunPort.ts";

/** Moments that come together are told together, at most so often, ms. */
const pause = 50;

/** When the attempts of the steps of a run began and ended, read and followed until it is closed. */
export class MomentTail {
  /** By the id of the step run, in the order they happened. Another map after each change. */
  moments: ReadonlyMap<string, readonly StepMoment[]> = new Map();
  private readonly byStep = new Map<string, StepMoment[]>();
  private readonly listeners = new Set<() => void>();
  private timer: Timer | undefined;
  private readonly source: { runs: Pick<RunPort, "followMoments"> | undefined; clock: Clock; run: string };

  constructor(source: MomentTail["source"]) {
    this.source = source;
  }

  /** Begins to read from the first moment of the run. */
  open(): Unsubscribe {
    this.byStep.clear();
    const { runs, run, clock } = this.source;
    const unsubscribe = runs?.followMoments(run, (moment) => {
      const known = this.byStep.get(moment.stepRun);
      if (known === undefined) this.byStep.set(moment.stepRun, [moment]);
      else known.push(moment);
      this.timer ??= clock.after(pause, () => this.tell());
    });
    return () => {
      unsubscribe?.();
      this.timer?.cancel();
      this.timer = undefined;
    };
  }

  subscribe(listener: () => void): Unsubscribe {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(): void {
    this.timer = undefined;
    this.moments = new Map(this.byStep);
    for (const listener of this.listeners) listener();
  }
}
