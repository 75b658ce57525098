import { expect, type Page } from "@playwright/test";
import { atMost, type Measurement } from "../../bench/measure.ts";
import { buildGrid } from "../flows.ts";
import type { Stage } from "../Stage.ts";

/** What a window holds after many edits, each taken back, against after a quarter of them. */
export async function measureMemory(stage: Stage): Promise<Measurement[]> {
  const [few, many] = stage.isShort ? [125, 500] : [500, 2_000];
  const { page, editor } = await stage.show(buildGrid("edits", 100));
  // Its address brings the step into view.
  await page.goto(`${page.url()}?step=${await stage.host.stepIdOf("edits", 0)}`);
  await stage.rest(page);
  await editor.card("step 0").first().click();
  await edit(stage, page, few);
  const before = await weigh(page);
  await edit(stage, page, many - few);
  const after = await weigh(page);
  await page.close();
  const compare = (what: string, unit: Measurement["unit"], key: keyof Weight): Measurement => ({
    what: `${what} after ${many} edits`,
    note: `reference: after ${few}`,
    unit,
    ours: after[key],
    reference: before[key],
    bar: atMost(1.05),
    kind: "ratio",
  });
  return [compare("heap of the page", "MB", "heap"), compare("nodes of the page", "pieces", "nodes")];
}

interface Weight {
  /** MB */
  heap: number;
  nodes: number;
}

async function weigh(page: Page): Promise<Weight> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  for (let round = 0; round < 3; round += 1) await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const read = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  await session.detach();
  return { heap: read("JSHeapUsedSize") / 1e6, nodes: read("Nodes") };
}

/** Moves what is selected and takes it back, so many times, and waits until all of it is stored. */
async function edit({ host }: Stage, page: Page, count: number): Promise<void> {
  const read = async (): Promise<number> =>
    ((await host.ask("GET", "/applications/edits/draft?client=bench")) as { seq: number }).seq;
  const before = await read();
  for (let done = 0; done < count; done += 1) {
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Control+z");
  }
  // A person makes some edits a minute; these come as fast as keys are pressed, and each is stored by itself.
  await expect.poll(read, { timeout: 300_000 }).toBe(before + 2 * count);
}
