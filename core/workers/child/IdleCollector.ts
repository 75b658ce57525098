import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const { setTimeout, clearTimeout } = globalThis;
/** Rest after which an idle process gives memory back, ms. */
const restMs = 500;
/** Growth worth a collection, bytes. */
const growth = 8_388_608;

type Collect = (options: { type: "major"; execution: "sync"; flavor: "last-resort" }) => void;

/** Gives memory back while the process is idle: V8 by itself collects only when something is allocated. */
export class IdleCollector {
  private timer: NodeJS.Timeout | undefined;
  private floor = process.memoryUsage.rss();
  private gc: Collect | undefined;

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
    this.gc ??= findCollector();
    this.gc({ type: "major", execution: "sync", flavor: "last-resort" });
    this.floor = process.memoryUsage.rss();
  }
}

// In a context of its own, so that step code sees no global of that name.
function findCollector(): Collect {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as Collect;
  setFlagsFromString("--no-expose-gc");
  return collect;
}
