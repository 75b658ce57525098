import type { Page } from "@playwright/test";
import { atMost, type Measurement, median } from "../../bench/measure.ts";
import { buildGrid, percentile, readLargeFlow } from "../flows.ts";
import type { Stage } from "../Stage.ts";

interface Path {
  /** ms between one frame and the next. */
  frames: number[];
  longestTask: number;
}

/** Three hundred frames of panning, zooming out until all is in view, and back. */
export async function measureFrames(stage: Stage): Promise<Measurement[]> {
  const blank = await stage.blank();
  const rows: Measurement[] = [];
  for (const document of [buildGrid("grid", 2_000), readLargeFlow()]) {
    const { page, editor } = await stage.show(document);
    await editor.press("0");
    await stage.rest(page);
    const reference = await walk(blank, "body");
    const ours = await walk(page, ".react-flow__pane");
    await page.close();
    const what = `${(document.steps as unknown[]).length} steps`;
    const compare = (share: number, bar: number): Measurement => ({
      what: `frame while moving over ${what}, ${share === 0.5 ? "median" : "95 %"}`,
      note: "reference: a blank page",
      unit: "ms",
      ours: share === 0.5 ? median(ours.frames) : percentile(ours.frames, share),
      reference: share === 0.5 ? median(reference.frames) : percentile(reference.frames, share),
      bar: atMost(bar),
      kind: "ratio",
    });
    rows.push(compare(0.5, 2), compare(0.95, 3), {
      what: `longest task while moving over ${what}`,
      unit: "ms",
      ours: ours.longestTask,
      bar: atMost(100),
      kind: "absolute",
    });
  }
  await blank.close();
  return rows;
}

function walk(page: Page, selector: string): Promise<Path> {
  return page.evaluate(async (target) => {
    const element = document.querySelector(target);
    window.meter.longestTask = 0;
    const wheel = (change: WheelEventInit): void => {
      const place = { bubbles: true, cancelable: true, clientX: 640, clientY: 440 };
      element?.dispatchEvent(new WheelEvent("wheel", { ...place, ...change }));
    };
    const frames: number[] = [];
    let last = await new Promise<number>(requestAnimationFrame);
    for (let frame = 0; frame < 300; frame += 1) {
      if (frame < 100) wheel({ deltaX: frame < 50 ? 40 : -40, deltaY: frame < 50 ? 12 : -12 });
      else wheel({ deltaY: frame < 200 ? 18 : -18, ctrlKey: true });
      const now = await new Promise<number>(requestAnimationFrame);
      frames.push(now - last);
      last = now;
    }
    return { frames, longestTask: window.meter.longestTask };
  }, selector);
}
