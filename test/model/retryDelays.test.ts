import { describe, expect, it } from "vitest";
import { retryDelays } from "../../core/model/retryDelays.ts";

const always = (value: number) => () => value;

describe("retryDelays", () => {
  it("doubles from one second up to 600 with backoff", () => {
    const delays = retryDelays({ retry_max: 15, retry_backoff: true }, always(0));
    expect(delays).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600, 600, 600]);
  });

  it("waits 180 seconds without backoff, and never retries by default", () => {
    expect(retryDelays({ retry_max: 2 }, always(0))).toEqual([180, 180]);
    expect(retryDelays({}, always(0))).toEqual([]);
  });

  it("draws whole seconds from 0 to the backoff, both ends included, with jitter", () => {
    const step = { retry_max: 4, retry_backoff: true, retry_jitter: true, retry_backoff_max: 5 };
    expect(retryDelays(step, always(0))).toEqual([0, 0, 0, 0]);
    expect(retryDelays(step, always(0.999999))).toEqual([1, 2, 4, 5]);
    expect(retryDelays(step, always(0.5))).toEqual([1, 1, 2, 3]);
  });

  it("ignores jitter without backoff", () => {
    expect(retryDelays({ retry_max: 2, retry_jitter: true, retry_countdown: 7 }, always(0))).toEqual([7, 7]);
  });

  it("reads booleans and integers given as text", () => {
    expect(retryDelays({ retry_max: "3", retry_backoff: "True", retry_backoff_max: "2" }, always(0))).toEqual([
      1, 2, 2,
    ]);
    expect(retryDelays({ retry_max: "1", retry_backoff: "false", retry_countdown: "30" }, always(0))).toEqual([30]);
  });

  it("counts a thousand retries without leaving the range of numbers", () => {
    const delays = retryDelays({ retry_max: 1000, retry_backoff: true }, always(0));
    expect(delays).toHaveLength(1000);
    expect(delays.at(-1)).toBe(600);
  });
});
