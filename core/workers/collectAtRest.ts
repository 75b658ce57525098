import { performance } from "node:perf_hooks";
import { createCollector } from "./createCollector.ts";

/** A thread that works for less than this share of the time rests. */
const restingShare = 0.02;
/** Growth of the process worth a collection, bytes. */
const growth = 4_194_304;
/** Work worth one, ms: another thread that gave more back would hide what this one left. */
const workMs = 1_000;

/**
 * Gives memory back whenever this thread has rested for `everyMs`: V8 by itself collects only when something is allocated.
 * `release` first lets go of what this thread keeps beside its heap, and `trim` at the end gives room of the process back. What it
 * gives back stops it.
 */
export function collectAtRest({ everyMs = 3_000, release = () => {}, trim = () => {} } = {}): () => void {
  let collect: (() => void) | undefined;
  let floor = 0;
  let worked = 0;
  let before = performance.eventLoopUtilization();
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization, active } = performance.eventLoopUtilization(now, before);
    before = now;
    worked += active;
    if (utilization > restingShare || (worked < workMs && process.memoryUsage.rss() - floor < growth)) return;
    try {
      collect ??= createCollector();
    } catch {
      // Another thread took the flag back at this moment; there is a next time.
      return;
    }
    release();
    collect();
    trim();
    floor = process.memoryUsage.rss();
    worked = 0;
  }, everyMs).unref();
  return () => clearInterval(timer);
}
