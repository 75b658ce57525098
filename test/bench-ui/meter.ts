/** What the page tells of itself. All times are ms. */
export interface Meter {
  /** How often React changed the page. */
  commits: number;
  /** From each key to the next change of the page. */
  keys: number[];
  /** The longest time that the main thread was not free; tasks below 50 ms do not count. */
  longestTask: number;
  /** Clicks and when a step was selected after each, since the page began to load. */
  clicks: { pressedAt: number; selectedAt: number | undefined }[];
  /** From each question for a layout to the answer of the worker. */
  layouts: number[];
}

declare global {
  interface Window {
    meter: Meter;
  }
}

/** Runs in the page before anything else of it. */
export function installMeter(): void {
  const meter: Meter = { commits: 0, keys: [], longestTask: 0, clicks: [], layouts: [] };
  let keyAt: number | undefined;
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
        if (keyAt !== undefined) meter.keys.push(performance.now() - keyAt);
        keyAt = undefined;
      },
    },
  });
  const post = Worker.prototype.postMessage as (this: Worker, ...given: unknown[]) => void;
  Worker.prototype.postMessage = function (this: Worker, ...given: unknown[]): void {
    const [asked] = given as [{ id?: number; graph?: unknown }];
    const begun = performance.now();
    const hear = ({ data }: MessageEvent<{ id?: number; placed?: unknown }>): void => {
      if (data.placed === undefined || data.id !== asked.id) return;
      meter.layouts.push(performance.now() - begun);
      this.removeEventListener("message", hear);
    };
    if (asked?.graph !== undefined) this.addEventListener("message", hear);
    post.apply(this, given);
  };
  // The time of the event itself: waiting for the main thread counts.
  addEventListener(
    "keydown",
    ({ timeStamp }) => {
      keyAt = timeStamp;
    },
    true,
  );
  addEventListener(
    "pointerdown",
    ({ timeStamp }) => meter.clicks.push({ pressedAt: timeStamp, selectedAt: undefined }),
    true,
  );
  const look = (): void => {
    const click = meter.clicks.at(-1);
    // Looking costs time of its own, so it is done for a click only.
    if (click !== undefined && click.selectedAt === undefined) {
      const news = document.querySelectorAll(".flow-canvas [role=status]");
      const isSelected = [...news].some(({ textContent }) => textContent?.endsWith(" selected"));
      if (isSelected) click.selectedAt = performance.now();
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) meter.longestTask = Math.max(meter.longestTask, duration);
  }).observe({ type: "longtask", buffered: true });
}
