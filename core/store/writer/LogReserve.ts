import { closeSync, fstatSync, fsyncSync, openSync, writeSync } from "node:fs";

/** What the log holds before it moves into the database and begins anew: 2,000 pages. */
const reservedBytes = 8 * 1_048_576;
const pieceBytes = 1_048_576;
const pauseMs = 10;

/**
 * Gives the write-ahead log its usual size ahead of use: a commit that makes the file longer waits for the disk about
 * twice as long as one that writes over what is there. To SQLite what lies behind the last frame is nothing. Only the
 * thread that writes the log may do this, between two commits.
 */
export class LogReserve {
  private readonly path: string;
  private readonly delayMs: number;
  private timer: NodeJS.Timeout | undefined;

  /** `path`: of the log. `delayMs`: nothing is reserved for a program that ends at once, or while it starts. */
  constructor(path: string, { delayMs = 1_000 } = {}) {
    this.path = path;
    this.delayMs = delayMs;
  }

  /** Reserves piece by piece, soon. */
  start(): void {
    this.wait(this.delayMs);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private wait(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.addPiece()) this.wait(pauseMs);
    }, ms).unref();
  }

  /** Whether there is more to do. Without room on the disk the log grows as it would. */
  private addPiece(): boolean {
    try {
      const file = openSync(this.path, "r+");
      try {
        const { size } = fstatSync(file);
        // A log that nothing was written to has no file, or an empty one.
        if (size === 0 || size >= reservedBytes) return false;
        writeSync(file, Buffer.alloc(Math.min(pieceBytes, reservedBytes - size)), 0, null, size);
        fsyncSync(file);
        return size + pieceBytes < reservedBytes;
      } finally {
        closeSync(file);
      }
    } catch {
      return false;
    }
  }
}
