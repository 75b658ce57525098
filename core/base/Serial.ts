/** Lets one piece of work after another run, so that what is checked first still holds when it is written. */
export class Serial {
  private last: Promise<unknown> = Promise.resolve();

  /** Runs `work` after all that was given before, whether that failed or not. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const next = this.last.then(work);
    this.last = next.catch(() => undefined);
    return next;
  }
}
