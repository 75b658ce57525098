import { buildGrid } from "../bench-ui/flows.ts";
import type { MemoryLog } from "../renderer/support/MemoryLog.ts";
import { expect, test } from "./support/editorTest.ts";

declare global {
  interface Window {
    log: MemoryLog;
  }
}

const many = 2_000;

test.beforeEach(async ({ editor, page }) => {
  await page.route("**/documents/many.json", (route) => route.fulfill({ json: buildGrid("many", many) }));
  await editor.open("many");
});

test("the timeline of 2,000 steps holds only the rows in view and goes through all of them by keys", async ({
  editor,
  page,
}) => {
  await editor.runCommand("Show the timeline");
  await editor.showRun(
    "SUCCESS",
    Array.from({ length: many }, (_, position) => ({
      id: `run-${position}`,
      stepId: `step-${position}`,
      name: `step ${position}`,
      position,
      state: "SUCCESS" as const,
      startedAt: 10 * position,
      finishedAt: 10 * position + 400,
    })),
  );
  const steps = page.getByRole("listbox", { name: "Steps over time" });
  const rows = steps.getByRole("option");
  await expect(rows.first()).toHaveAttribute("aria-setsize", String(many));
  expect(await rows.count()).toBeLessThan(60);
  await rows.first().click();
  await page.keyboard.press("End");
  await expect.poll(() => editor.selectionNews()).toBe("step 1999 selected");
  await expect(steps.getByRole("option", { selected: true })).toHaveAttribute("aria-posinset", String(many));
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => editor.selectionNews()).toBe("step 1998 selected");
  await page.keyboard.press("Home");
  await expect(steps.getByRole("option", { selected: true })).toHaveAttribute("aria-posinset", "1");
  expect(await rows.count()).toBeLessThan(60);
});

test("a log of 10,000 lines holds only those in view, follows the newest, and finds one by its words", async ({
  editor,
  page,
}) => {
  await editor.showRun("STARTED", []);
  await editor.runCommand("Show the log");
  await page.evaluate(() => {
    for (let line = 0; line < 10_000; line += 1) window.log.add(`line ${line} of it`);
    window.log.tell();
  });
  const log = page.getByRole("log", { name: "Log lines" });
  await editor.press("Control+Alt+i");
  // Its tools stand in one line, also between both panels at the sides.
  const middles = await log.evaluate((lines) => {
    const tools = [...(lines.parentElement?.firstElementChild?.children ?? [])]
      .map((tool) => tool.getBoundingClientRect())
      // A list has a field of its own that nobody sees.
      .filter(({ height }) => height > 0);
    return { width: lines.clientWidth, lines: tools.map(({ top, height }) => Math.round((top + height / 2) / 8)) };
  });
  expect(middles.width).toBeLessThan(700);
  expect([middles.lines.length, new Set(middles.lines).size]).toEqual([5, 1]);
  const lines = log.locator("[data-level]");
  await expect(log.getByText("line 9999 of it")).toBeInViewport();
  expect(await lines.count()).toBeLessThan(100);
  await page.evaluate(() => {
    window.log.add("one more");
    window.log.tell();
  });
  await expect(log.getByText("one more")).toBeInViewport();
  await page.getByRole("checkbox", { name: "Follow" }).uncheck();
  await log.evaluate((element) => element.scrollTo({ top: 0 }));
  await expect(log.getByText("line 0 of it")).toBeInViewport();
  await page.getByRole("textbox", { name: "Search messages" }).fill("line 7777 ");
  await expect(lines).toHaveText([/line 7777 of it/]);
  await page.getByRole("textbox", { name: "Search messages" }).fill("stack");
  await page.evaluate(() => {
    window.log.add("a stack\nof four\nlines and\nmore");
    window.log.add("another stack\nof two");
    window.log.tell();
  });
  // A line is as high as one row until one wants to see all of it.
  const heights = (): Promise<number[]> => lines.evaluateAll((all) => all.map((line) => line.clientHeight / 22));
  await expect.poll(heights).toEqual([1, 1]);
  await lines.first().click();
  await expect.poll(heights).toEqual([4, 1]);
  await page.getByRole("checkbox", { name: "Whole lines" }).check();
  await expect.poll(heights).toEqual([4, 2]);
  await page.getByRole("checkbox", { name: "Whole lines" }).uncheck();
  await lines.first().click();
  await expect.poll(heights).toEqual([1, 1]);
});
