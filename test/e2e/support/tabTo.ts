import type { Locator, Page } from "@playwright/test";

/** Goes with the Tab key, or `key`, until an element has the focus, as who has no mouse must. Throws when it is never reached. */
export async function tabTo(
  page: Page,
  target: Locator,
  key: "Tab" | "Shift+Tab" | "ArrowDown" = "Tab",
): Promise<void> {
  // A radio button may lie unseen behind what stands for it.
  await target.waitFor({ state: "attached" });
  for (let presses = 0; presses < 200; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`The ${key} key never comes to ${target}.`);
}
