import type { Page } from "@playwright/test";
import { atMost, type Measurement } from "../../bench/measure.ts";
import { buildGrid, percentile } from "../flows.ts";
import type { Stage } from "../Stage.ts";

/** As a person types: two keys come 80 ms apart. */
const pause = 80;

declare global {
  interface Window {
    /** When each key was pressed, and when what the expression gives with it was shown. */
    typed: { pressedAt: number; shownAt: number | undefined }[];
  }
}

/** From a key in an expression to what the host says it gives, beneath the field, in an application of a thousand steps. */
export async function measureResolving(stage: Stage): Promise<Measurement[]> {
  const keys = stage.isShort ? 40 : 120;
  const variable = { name: "city", value: "Bonn" };
  const { page } = await stage.show({ ...buildGrid("resolving", 1_000), app_variables: [variable] });
  await page.goto(`${page.url()}?step=${await stage.host.stepIdOf("resolving", 0)}`);
  const field = page.locator("[data-parameter=message] textarea");
  await field.fill("${appvar.city}");
  await page.getByRole("status", { name: "What it would be" }).getByText("Bonn").waitFor();
  await watch(page);
  await field.press("End");
  for (let count = 0; count < keys; count += 1) {
    await field.press("a");
    await page.waitForTimeout(pause);
  }
  await page.waitForFunction(() => window.typed.every(({ shownAt }) => shownAt !== undefined));
  const times = await page.evaluate(() => window.typed.map(({ pressedAt, shownAt = 0 }) => shownAt - pressedAt));
  if (times.length !== keys) throw new Error(`Only ${times.length} of ${keys} keys were heard.`);
  await page.close();
  return [
    {
      what: "key in an expression, 1,000 steps: to what it gives, 95 %",
      note: `resolved by the host; ${Math.round(Math.max(...times))} ms at most`,
      unit: "ms",
      ours: percentile(times, 0.95),
      bar: atMost(100),
      kind: "absolute",
    },
  ];
}

/** A key is shown by the first picture that has it, or a later one. */
function watch(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.typed = [];
    addEventListener(
      "keydown",
      ({ key, timeStamp }) => {
        if (key === "a") window.typed.push({ pressedAt: timeStamp, shownAt: undefined });
      },
      true,
    );
    const look = (): void => {
      const shown = /Bonn(a*)/.exec(
        document.querySelector("[data-parameter=message] [role=status]")?.textContent ?? "",
      );
      for (const one of window.typed.slice(0, shown?.[1]?.length ?? 0)) one.shownAt ??= performance.now();
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}
