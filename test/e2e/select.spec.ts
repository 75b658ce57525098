import type { Page } from "@playwright/test";
import { middleOf } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";

interface Place {
  x: number;
  y: number;
}

/** Draws a frame with Shift held down. */
async function lasso(page: Page, from: Place, to: Place): Promise<void> {
  await page.keyboard.down("Shift");
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up("Shift");
}

test("steps are selected by a click, by Shift and by a frame around them", async ({ editor, page }) => {
  await editor.open("showcase");
  await editor.card("Remember the plan").click();
  await expect.poll(() => editor.selectionNews()).toBe("Remember the plan selected");
  await editor.card("Tell the drivers").click({ modifiers: ["Shift"] });
  await expect.poll(() => editor.selectionNews()).toBe("2 steps selected");
  await editor.press("Escape");
  const first = (await editor.card("Remember the plan").boundingBox()) ?? { x: 0, y: 0 };
  const last = await middleOf(editor.card("Tell the drivers"));
  await lasso(page, { x: first.x - 20, y: first.y - 20 }, { x: last.x + 80, y: last.y + 60 });
  await expect.poll(() => editor.selectionNews()).toBe("2 steps selected");
  await expect(editor.card("Tell the drivers")).toHaveClass(/selected/);
  expect(await editor.gestures()).toBe(0);
});

test("painted steps are selected by Shift and by a frame as well", async ({ editor, page }) => {
  await editor.open("showcase");
  await editor.goFarAway();
  const first = await editor.middleOfPainted("Remember the plan");
  const last = await editor.middleOfPainted("Tell the drivers");
  await page.mouse.click(first.x, first.y);
  await expect.poll(() => editor.selectionNews()).toBe("Remember the plan selected");
  await page.keyboard.down("Shift");
  await page.mouse.click(last.x, last.y);
  await page.keyboard.up("Shift");
  await expect.poll(() => editor.selectionNews()).toBe("2 steps selected");
  await editor.press("Escape");
  await lasso(page, { x: first.x - 60, y: first.y - 20 }, { x: last.x + 60, y: last.y + 20 });
  await expect.poll(() => editor.selectionNews()).toBe("2 steps selected");
});

test("the plus on a handle asks for the next step, and a wire to its own step is refused with the reason", async ({
  editor,
  page,
}) => {
  await editor.open("showcase");
  const handle = editor.card("Tell the drivers").locator('[data-handleid^="out:"]');
  const sign = (): Promise<string> => handle.evaluate((element) => getComputedStyle(element, "::after").content);
  expect(await sign()).toBe("none");
  await handle.hover();
  expect(await sign()).toBe('"+"');
  await handle.click();
  const field = page.getByRole("combobox", { name: "Which step?" });
  await expect(field).toBeFocused();
  await field.fill("wait");
  await page.keyboard.press("Enter");
  await expect(editor.cards).toHaveCount(13);
  await expect(editor.edges).toHaveCount(17);
  await expect(page.locator('.react-flow__edge[aria-label^="Tell the drivers to Wait,"]')).toHaveCount(1);

  await editor.drawWire("Plan bikes", editor.card("Plan bikes"));
  await expect(page.getByText("A step cannot lead to itself")).toBeVisible();
  await editor.letGo();
  await expect(editor.edges).toHaveCount(17);
});
