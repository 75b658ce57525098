/** What the page tells of itself. All times are ms. */
export interface Meter {
  /** How often React changed the page. */
  commits: number;
  /** When it last did, since the page began to load. */
  lastCommit: number;
  /** The longest time that the main thread was not free; tasks below 50 ms do not count. */
  longestTask: number;
}

declare global {
  interface Window {
    meter: Meter;
  }
}

/** Runs in the page before anything else of it. */
export function installMeter(): void {
  const meter: Meter = { commits: 0, lastCommit: 0, longestTask: 0 };
  window.meter = meter;
  // What React calls in every build, for its tools.
  Object.assign(window, {
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberUnmount: () => undefined,
      onPostCommitFiberRoot: () => undefined,
      onCommitFiberRoot: () => {
        meter.commits += 1;
        meter.lastCommit = performance.now();
      },
    },
  });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) meter.longestTask = Math.max(meter.longestTask, duration);
  }).observe({ type: "longtask", buffered: true });
}
