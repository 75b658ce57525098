import type { HostWork } from "../host/createHostWork.ts";
import type { QuitAnswer } from "./askPerson.ts";

export interface QuittingParts {
  app: Pick<Electron.App, "exit">;
  host: {
    stop(): Promise<void>;
    /** The host is another program's and goes on without this one. */
    isJoined(): boolean;
  };
  work: Pick<HostWork, "countRuns" | "stopRuns" | "untilIdle">;
  ask(runs: number): Promise<QuitAnswer>;
  pause(ms: number): Promise<void>;
}

/** How long a host may think about how many runs go on, ms. */
const answerMs = 3000;
/** How long a host that was asked to end may take, ms; longer than running steps are drained. */
const stopMs = 15_000;

/** The end of the program: runs that go on are asked about, then the host is stopped and waited for. */
export class Quitting {
  private readonly parts: QuittingParts;
  private isAsking = false;
  private isEnding = false;
  /** Counts the questions: an answer to wait holds until the next one. */
  private questions = 0;

  constructor(parts: QuittingParts) {
    this.parts = parts;
  }

  /** Someone wants to quit. Resolves when the program has ended, or does not end now. */
  async begin(): Promise<void> {
    if (this.isAsking || this.isEnding) return;
    this.isAsking = true;
    this.questions += 1;
    const question = this.questions;
    const answer = await this.decide();
    this.isAsking = false;
    if (answer === "stay") return;
    if (answer === "stop") await this.within(answerMs, this.parts.work.stopRuns());
    if (answer === "wait") {
      await this.parts.work.untilIdle().catch(() => undefined);
      if (question !== this.questions) return;
    }
    await this.end();
  }

  /** Nobody can be asked any more, as when the system ends. What is left goes on at the next start. */
  async end(): Promise<void> {
    if (this.isEnding) return;
    this.isEnding = true;
    await Promise.race([this.parts.host.stop(), this.parts.pause(stopMs)]);
    this.parts.app.exit(0);
  }

  private async decide(): Promise<QuitAnswer> {
    const { host, work, ask } = this.parts;
    if (host.isJoined()) return "continue";
    // A host that does not answer has no runs that could be asked about.
    const runs = (await this.within(answerMs, work.countRuns())) ?? 0;
    return runs === 0 ? "continue" : ask(runs);
  }

  private within<T>(ms: number, wanted: Promise<T>): Promise<T | undefined> {
    return Promise.race([wanted.catch(() => undefined), this.parts.pause(ms).then(() => undefined)]);
  }
}
