/** Classes that are remembered, at most. */
const most = 1_000;

/** How long attempts of a step class lasted lately. */
export class Durations {
  private readonly typical = new Map<string, number>();

  /** An attempt of the class ended after so many ms. A long one counts for a while. */
  add(classHash: string, ms: number): void {
    const known = this.typical.get(classHash);
    if (known === undefined && this.typical.size >= most) this.typical.clear();
    this.typical.set(classHash, known === undefined ? ms : known * 0.75 + ms * 0.25);
  }

  /** How many attempts of the class end within so many ms, one after the other; 0 = nothing is known of it. */
  countWithin(classHash: string | undefined, ms: number): number {
    const typical = classHash === undefined ? undefined : this.typical.get(classHash);
    return typical === undefined ? 0 : Math.floor(ms / typical);
  }
}
