import type { Page } from "@playwright/test";
import type { JsonObject } from "../../../core/base/json.ts";
import { atMost, type Measurement, median } from "../../bench/measure.ts";
import { buildGrid, readLargeFlow } from "../flows.ts";
import type { Stage } from "../Stage.ts";

/** A click that takes longer than this to select its card is not yet one on a usable page, ms. */
const promptly = 100;

/** From the begin of a navigation until a click on a card in view selects it promptly; the host runs and the cache is warm. */
export async function measureOpening(stage: Stage): Promise<Measurement[]> {
  return [
    await measureOne(stage, { document: buildGrid("thousand", 1_000), bar: 1_000 }),
    await measureOne(stage, { document: readLargeFlow(), bar: 2_000 }),
  ];
}

async function measureOne(
  stage: Stage,
  { document, bar }: { document: JsonObject; bar: number },
): Promise<Measurement> {
  const name = String(document.name);
  const steps = document.steps as { name: string }[];
  const { page, editor } = await stage.show(document);
  const draft = (await stage.host.ask("GET", `/applications/${name}/draft?client=bench`)) as { document: JsonObject };
  const target = await editor.middleOfPlace(draft.document, steps[0]?.name ?? "");
  const times: number[] = [];
  const rounds = stage.isShort ? 3 : 5;
  for (let round = 0; round < rounds; round += 1) {
    await page.goto(stage.addressOf(name), { waitUntil: "commit" });
    times.push(await clickUntilPrompt(page, target));
  }
  await page.close();
  return {
    what: `${steps.length} steps, opened and usable`,
    note: `from navigation until a click selects a card within ${promptly} ms; ${Math.round(Math.max(...times))} ms at most`,
    unit: "ms",
    ours: median(times),
    bar: atMost(bar),
    kind: "absolute",
  };
}

async function clickUntilPrompt(page: Page, { x, y }: { x: number; y: number }): Promise<number> {
  for (;;) {
    await page.mouse.click(x, y);
    // The picture after the next shows what the click did, or that it met nothing.
    const click = await page.evaluate(async () => {
      for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
      return window.meter.clicks.at(-1);
    });
    if (click?.selectedAt === undefined) continue;
    if (click.selectedAt - click.pressedAt <= promptly) return click.selectedAt;
    // It is selected, but late: the next one must begin anew.
    await page.keyboard.press("Escape");
  }
}
