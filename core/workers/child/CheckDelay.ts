const shortest = 3;
const longest = 48;

/**
 * How long a process rests before it checks itself, ms. The check is due before another class comes, so a process
 * that is given the same class again and again may wait longer; whoever waits for it asks for the check at once.
 */
export class CheckDelay {
  ms = shortest;
  private lastClass: string | undefined;

  /** A job begins; `classHash` = the class of an attempt. */
  begin(classHash: string | undefined): void {
    const isSame = classHash !== undefined && classHash === this.lastClass;
    this.ms = isSame ? Math.min(longest, this.ms * 2) : shortest;
    this.lastClass = classHash;
  }
}
