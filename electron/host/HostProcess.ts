import type { Door } from "../protocol/forwardToHost.ts";

/** A host process that was started. */
export interface HostChild {
  /** Resolves when it answers; rejects with a sentence when it ended before. */
  ready: Promise<Door>;
  /** Resolves when it is gone. */
  ended: Promise<void>;
  /** Asks it to end: running steps are drained, what is left goes on at the next start. */
  stop(): void;
  /** Whether another program's host answers, which goes on without this one. */
  isJoined(): boolean;
}

export type HostState = { state: "starting" | "ready" | "stopped" } | { state: "failed"; reason: string };

export interface HostProcessParts {
  start(): HostChild;
  /** Resolves after so many ms. */
  pause(ms: number): Promise<void>;
  onState(state: HostState): void;
}

/** Waits before the starts after a death, ms; the last one repeats. */
const restartDelays = [0, 1000, 2000, 5000, 15_000, 30_000];

/** Keeps one host process alive: started at once, and again after each death until `stop`. */
export class HostProcess {
  private readonly parts: HostProcessParts;
  private child: HostChild | undefined;
  private door: PromiseWithResolvers<Door> = waiting();
  private isStopped = false;
  private readonly done: Promise<void>;

  constructor(parts: HostProcessParts) {
    this.parts = parts;
    this.done = this.keepAlive();
  }

  /** The way to the host, as soon as one answers. Rejects once it is stopped. */
  reach(): Promise<Door> {
    return this.door.promise;
  }

  /** Whether the host goes on when this program ends. */
  isJoined(): boolean {
    return this.child?.isJoined() ?? false;
  }

  /** Ends the host. Resolves when it is gone. */
  stop(): Promise<void> {
    this.isStopped = true;
    this.child?.stop();
    return this.done;
  }

  private async keepAlive(): Promise<void> {
    for (let deaths = 0; !this.isStopped; deaths += 1) {
      if (deaths > 0) await this.parts.pause(restartDelays[Math.min(deaths, restartDelays.length) - 1] ?? 0);
      if (this.isStopped) break;
      this.parts.onState({ state: "starting" });
      this.child = this.parts.start();
      if (await this.isReady(this.child)) deaths = 0;
      await this.child.ended;
      this.forget();
    }
    this.door.reject(new Error("The host was stopped."));
    this.parts.onState({ state: "stopped" });
  }

  private async isReady(child: HostChild): Promise<boolean> {
    try {
      const early = child.ended.then(() => Promise.reject(new Error("The host ended before it answered.")));
      this.door.resolve(await Promise.race([child.ready, early]));
      this.parts.onState({ state: "ready" });
      return true;
    } catch (error) {
      this.parts.onState({ state: "failed", reason: error instanceof Error ? error.message : String(error) });
      return false;
    }
  }

  /** Who asks now waits for the next one. */
  private forget(): void {
    this.child = undefined;
    const before = this.door;
    this.door = waiting();
    before.resolve(this.door.promise);
  }
}

/** Nobody has to wait for it. */
function waiting(): PromiseWithResolvers<Door> {
  const door = Promise.withResolvers<Door>();
  door.promise.catch(() => {});
  return door;
}
