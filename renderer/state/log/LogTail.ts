import type { LogLine } from "../../../core/model/RunRecord.ts";
import type { LogFilter, LogPort } from "../ports/LogPort.ts";

const pageSize = 1_000;
/** Lines that are held; what comes after them is not read. */
const mostLines = 100_000;

/** The lines of a run that fit a filter, read on as they come until it is closed. */
export class LogTail {
  /** In order; the same list with more at its end. */
  readonly lines: LogLine[] = [];
  status: "loading" | "ready" | "failed" = "loading";
  error: string | undefined;
  /** One more after each change. */
  version = 0;
  private isReading = false;
  private hasNews = false;
  private isClosed = false;
  private readonly port: LogPort;
  private readonly filter: LogFilter;
  private readonly listeners = new Set<() => void>();

  constructor(port: LogPort, filter: LogFilter) {
    this.port = port;
    this.filter = filter;
  }

  /** Begins to read and to follow. */
  open(): () => void {
    this.isClosed = false;
    const unsubscribe = this.port.onNews(this.filter.run, () => this.readOn());
    this.readOn();
    return () => {
      this.isClosed = true;
      unsubscribe();
    };
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Reads on where it could not be read. */
  retry(): void {
    if (this.status !== "failed") return;
    this.error = undefined;
    this.change("loading");
    this.readOn();
  }

  private readOn(): void {
    this.hasNews = true;
    if (!this.isReading) void this.read();
  }

  /** One reading after the other, until there are no more lines and no news. */
  private async read(): Promise<void> {
    this.isReading = true;
    try {
      while (this.hasNews && !this.isClosed && this.lines.length < mostLines) {
        const after = this.lines.at(-1)?.seq ?? 0;
        this.hasNews = false;
        const found = await this.port.read(this.filter, { after, limit: pageSize });
        if (found.length === pageSize) this.hasNews = true;
        for (const line of found) this.lines.push(line);
        if (found.length > 0 || this.status !== "ready") this.change("ready");
      }
    } catch (error) {
      this.error = error instanceof Error ? error.message : String(error);
      this.change("failed");
    } finally {
      this.isReading = false;
    }
  }

  private change(status: LogTail["status"]): void {
    this.status = status;
    this.version += 1;
    for (const listener of this.listeners) listener();
  }
}
