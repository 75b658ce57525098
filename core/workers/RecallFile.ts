import { closeSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Two numbers of 32 bits from the worker, at place 4: the question that is answered, and the last attempt that had begun. */
const answerBytes = 8;

/**
 * How the host asks a worker, whatever its main thread is busy with, to begin none of the attempts that wait in it: a
 * file without a name that both hold open. The thread that watches the host reads the question and answers.
 */
export class RecallFile {
  readonly descriptor: number;
  private readonly question = Buffer.alloc(4);
  private readonly answer = Buffer.alloc(answerBytes);

  private constructor(descriptor: number) {
    this.descriptor = descriptor;
    this.question.writeUInt32LE(0);
  }

  /** Undefined where an open file keeps its name, or none can be made: then nothing waits in a worker. */
  static create(): RecallFile | undefined {
    if (process.platform === "win32") return undefined;
    const path = join(tmpdir(), `sluice-${crypto.randomUUID()}`);
    let descriptor: number | undefined;
    try {
      descriptor = openSync(path, "wx+", 0o600);
      unlinkSync(path);
      writeSync(descriptor, Buffer.alloc(4 + answerBytes), 0, 4 + answerBytes, 0);
      return new RecallFile(descriptor);
    } catch {
      if (descriptor !== undefined) closeSync(descriptor);
      return undefined;
    }
  }

  /** Without a disk that takes the question nobody hears it, and what waits begins in its time. */
  ask(): void {
    this.question.writeUInt32LE(this.question.readUInt32LE() + 1);
    try {
      writeSync(this.descriptor, this.question, 0, this.question.length, 0);
    } catch {
      // As said.
    }
  }

  /** The id of the last attempt that had begun when the worker heard the question; undefined = it has not heard it. */
  read(): number | undefined {
    try {
      readSync(this.descriptor, this.answer, 0, answerBytes, 4);
    } catch {
      return undefined;
    }
    return this.answer.readUInt32LE() === this.question.readUInt32LE() ? this.answer.readUInt32LE(4) : undefined;
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
