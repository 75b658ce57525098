import { atMost, type Measurement } from "../../bench/measure.ts";
import type { Stage } from "../Stage.ts";

/** From the start of the host until one can begin in the window; the browser runs. */
export async function measureStarting({ startTimes }: Stage): Promise<Measurement[]> {
  const row = (what: string, ours: number, bar: number): Measurement => ({
    what: `${what} to a usable window`,
    unit: "ms",
    ours,
    bar: atMost(bar),
    kind: "absolute",
  });
  return [row("first start", startTimes.first, 1_500), row("later start", startTimes.later, 1_000)];
}
