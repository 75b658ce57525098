import { atMost, type Measurement, median } from "../../bench/measure.ts";
import { readLargeFlow } from "../flows.ts";
import type { Stage } from "../Stage.ts";

/** A large document without a layout: from the question for one to the answer of the worker, which begins by it. */
export async function measureLayout(stage: Stage): Promise<Measurement[]> {
  const { layout: _, ...document } = readLargeFlow();
  const times: number[] = [];
  for (let round = 0; round < (stage.isShort ? 3 : 5); round += 1) {
    // What was laid out once keeps its layout.
    const { page } = await stage.show({ ...document, name: `without-layout-${round}` });
    const layouts = await page.evaluate(() => window.meter.layouts);
    if (layouts[0] === undefined) throw new Error("The page did not ask its worker for a layout.");
    times.push(layouts[0]);
    await page.close();
  }
  return [
    {
      what: `layout of ${(document.steps as unknown[]).length} steps without one`,
      note: `in the worker of the page, its start included; ${Math.round(Math.max(...times))} ms at most`,
      unit: "ms",
      ours: median(times),
      bar: atMost(500),
      kind: "absolute",
    },
  ];
}
