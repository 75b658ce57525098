/**
 * What an attempt must pass that waited in this process. The thread that watches the host can close it at any moment,
 * also while the main thread is busy, and knows then which attempt was the last to pass.
 */
export class Gate {
  readonly memory = new SharedArrayBuffer(4);
  /** The last attempt that passed, from 0; closed: the same as a number below 0. */
  private readonly cell = new Int32Array(this.memory);

  get isClosed(): boolean {
    return Atomics.load(this.cell, 0) < 0;
  }

  /** An attempt begins that waited for nobody. */
  open(id: number): void {
    Atomics.store(this.cell, 0, id);
  }

  close(): void {
    const last = Atomics.load(this.cell, 0);
    if (last >= 0) Atomics.compareExchange(this.cell, 0, last, -last - 1);
  }

  /** Whether the attempt begins; if not, it never will here. */
  pass(id: number): boolean {
    const last = Atomics.load(this.cell, 0);
    return last >= 0 && Atomics.compareExchange(this.cell, 0, last, id) === last;
  }
}
