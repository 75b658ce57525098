import { Worker } from "node:worker_threads";
import { SluiceError } from "../../base/SluiceError.ts";
import { describeFailure } from "../toStoreError.ts";
import { unpackAnswers } from "./packAnswers.ts";
import type { FromWriter, MaintenanceTask, ToWriter, WriteAnswer, WriteRequest } from "./WriterMessage.ts";
import type { Write } from "./writeStatements.ts";

export interface WriteResult {
  /** Sequence number of the first numbered write; the others follow without gaps. */
  firstSeq: number;
  /** Rows changed by each write. */
  changes: number[];
}

interface Pending {
  resolve(result: WriteResult): void;
  reject(error: SluiceError): void;
}

const threadFile = new URL("./writerThread.ts", import.meta.url);

/** The host's end of the writer's thread. */
export class Writer {
  private readonly folder: string;
  private readonly worker: Worker;
  private readonly pending = new Map<number, Pending>();
  private readonly closed = Promise.withResolvers<void>();
  private outbox: WriteRequest[] = [];
  private nextId = 1;
  /** Why nothing can be written any more. */
  private stopped: SluiceError | undefined;

  /** Starts the thread; it can load while the caller prepares the folder (an absolute path, for messages). */
  constructor(folder: string) {
    this.folder = folder;
    this.worker = new Worker(threadFile, { name: "store-writer" });
    this.worker.unref();
    this.worker.on("message", (message: FromWriter) => this.receive(message));
    this.worker.on("error", (error) => this.stop(this.describeEnd(`failed: ${error.message}`)));
    this.worker.on("exit", () => this.stop(this.describeEnd("has ended")));
  }

  /** Opens the database while the caller goes on. If that fails, every write rejects with the reason. */
  open(path: string, { maxPages }: { maxPages: number | undefined }): void {
    this.post({ kind: "open", path, maxPages });
  }

  /** Stores the writes together. Resolves when they are on disk; rejects if they are not, and then nothing of them is stored. */
  write(writes: Write[]): Promise<WriteResult> {
    return this.request((id) => {
      if (this.outbox.length === 0) queueMicrotask(() => this.flush());
      this.outbox.push([id, writes]);
    });
  }

  /** Does one piece of upkeep between two transactions; resolves when it is done. */
  async maintain(task: MaintenanceTask): Promise<void> {
    await this.request((id) => {
      this.flush();
      this.post({ kind: "maintain", id, task });
    });
  }

  /** Resolves when everything written before is on disk and the thread has ended. */
  async close(): Promise<void> {
    if (!this.stopped) {
      this.flush();
      this.stopped = new SluiceError("internal", "The store is closed");
      this.worker.ref();
      this.post({ kind: "close" });
      await this.closed.promise;
    }
    await this.worker.terminate();
  }

  private request(send: (id: number) => void): Promise<WriteResult> {
    if (this.stopped) return Promise.reject(this.stopped);
    const id = this.nextId;
    this.nextId += 1;
    return new Promise((resolve, reject) => {
      if (this.pending.size === 0) this.worker.ref();
      this.pending.set(id, { resolve, reject });
      send(id);
    });
  }

  private flush(): void {
    if (this.outbox.length === 0) return;
    const requests = this.outbox;
    this.outbox = [];
    this.post({ kind: "write", requests });
  }

  private post(message: ToWriter): void {
    this.worker.postMessage(message);
  }

  private receive(message: FromWriter): void {
    if (Array.isArray(message)) {
      unpackAnswers(message, (answer) => this.settle(answer));
      this.unrefWhenIdle();
    } else if (message.kind === "failed") this.stop(describeFailure(message.error, { folder: this.folder }));
    else this.closed.resolve();
  }

  private settle(answer: WriteAnswer): void {
    const waiting = this.pending.get(answer.id);
    if (waiting === undefined) return;
    this.pending.delete(answer.id);
    if (!("error" in answer)) waiting.resolve(answer);
    else if (answer.refused) waiting.reject(new SluiceError(answer.refused, answer.error.message));
    else waiting.reject(describeFailure(answer.error, { folder: this.folder }));
  }

  private unrefWhenIdle(): void {
    if (this.pending.size === 0 && !this.stopped) this.worker.unref();
  }

  private describeEnd(what: string): SluiceError {
    const text = `Data folder ${this.folder}: the thread that writes ${what}. Start the program again`;
    return new SluiceError("data_folder_broken", text, { details: { folder: this.folder } });
  }

  private stop(reason: SluiceError): void {
    this.stopped ??= reason;
    for (const waiting of this.pending.values()) waiting.reject(this.stopped);
    this.pending.clear();
    this.closed.resolve();
  }
}
