import { createCollector } from "../createCollector.ts";

const { setTimeout, clearTimeout } = globalThis;
/** Rest after which an idle process gives memory back, ms. */
const restMs = 500;
/** Growth worth a collection, bytes. */
const growth = 4_194_304;

/** Gives memory back while the process is idle: V8 by itself collects only when something is allocated. */
export class IdleCollector {
  private timer: NodeJS.Timeout | undefined;
  private floor = process.memoryUsage.rss();
  private gc: (() => void) | undefined;

  /** A job begins. */
  stop(): void {
    clearTimeout(this.timer);
  }

  /** A job ended. */
  start(): void {
    this.timer = setTimeout(() => this.collect(), restMs).unref();
  }

  private collect(): void {
    if (process.memoryUsage.rss() - this.floor < growth) return;
    this.gc ??= createCollector();
    this.gc();
    this.floor = process.memoryUsage.rss();
  }
}
