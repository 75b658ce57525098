import type { ApiClient } from "../../core/client/ApiClient.ts";
import { followFailures } from "../../core/client/followFailures.ts";
import { readSilenced } from "../../core/client/silenced.ts";
import { type FailureNotice, UnseenFailures } from "../../core/client/UnseenFailures.ts";

export interface FailureWatchParts {
  client: ApiClient;
  pause(ms: number): Promise<void>;
  /** The application that a person has before their eyes. */
  applicationInView(): string | undefined;
  /** Shows a notification; `onClick` when it is clicked. The answer takes it away. */
  notify(notice: FailureNotice, onClick: () => void): () => void;
  /** How many failed runs nobody has looked at. */
  setUnseen(count: number): void;
  open(address: string): void;
  /** A run ended, or one may have been missed. */
  onEnd(): void;
}

/** Rest before a host that refused is asked again, ms. */
const againMs = 5000;

/** Tells of failed runs: one notification for each application, and how many nobody has looked at. */
export class FailureWatch {
  private readonly parts: FailureWatchParts;
  private readonly unseen: UnseenFailures;
  private readonly shown = new Map<string, () => void>();
  private readonly ending = new AbortController();
  private off: ReadonlySet<string> = new Set();

  constructor(parts: FailureWatchParts) {
    this.parts = parts;
    this.unseen = new UnseenFailures({
      isInView: (application) => parts.applicationInView() === application,
      isTold: (application) => !this.off.has(application),
    });
  }

  /** Listens until it is stopped, to whatever host answers. */
  async run(): Promise<void> {
    while (!this.ending.signal.aborted) {
      // A host that starts anew has another token: what is refused now is not later.
      await this.listen().catch(() => this.parts.pause(againMs));
    }
  }

  private async listen(): Promise<void> {
    const { client, pause, onEnd, setUnseen, open, notify } = this.parts;
    const { signal } = this.ending;
    for await (const failed of followFailures(client, { signal, pause, onEnd, onState: onEnd })) {
      // What cannot be asked now stays as it was.
      this.off = await readSilenced(client).catch(() => this.off);
      const notice = this.unseen.add(failed);
      if (notice === undefined) continue;
      const { application, address } = notice;
      this.shown.get(application)?.();
      this.shown.set(
        application,
        notify(notice, () => {
          open(address);
          this.see(application);
        }),
      );
      setUnseen(this.unseen.total);
    }
  }

  /** What is in view now is seen. */
  look(): void {
    const application = this.parts.applicationInView();
    if (application !== undefined) this.see(application);
  }

  stop(): void {
    this.ending.abort();
  }

  private see(application: string): void {
    this.shown.get(application)?.();
    this.shown.delete(application);
    if (this.unseen.see(application)) this.parts.setUnseen(this.unseen.total);
  }
}
