import { casesFolder, casesMissing } from "../support/cases.ts";
import { expect, test } from "./support/editorTest.ts";

const large = "montage_chameleon_dss_15d_001";

test.skip(casesFolder() === undefined, casesMissing);

test("2,122 steps open arranged, are painted at fit, and are elements when one comes near", async ({
  editor,
  page,
}) => {
  await editor.open(large);
  await expect(editor.status).toContainText("2,122 steps");
  await expect.poll(() => editor.detail()).toBe("painted");
  await expect(editor.cards).toHaveCount(0);
  // The layout is kept without an entry of undo.
  await expect.poll(() => editor.gestures()).toBe(1);
  await expect(editor.button("Undo")).toHaveAttribute("aria-disabled", "true");

  // Thousands of edges cross behind the cards and leave them to be seen.
  await editor.press("1");
  await editor.rest();
  const style = (await page.locator(".react-flow__viewport").getAttribute("style")) ?? "";
  const zoom = Number(/scale\((.+?)\)/.exec(style)?.[1]);
  const ofCards = 2122 * 208 * 56 * zoom ** 2;
  await expect.poll(() => editor.paintedWith("--sl-look-idle")).toBeGreaterThan(ofCards / 2);
  expect(await editor.paintedWith("--sl-look-idle", 40)).toBeLessThan(1.1 * ofCards);

  await editor.press("Control+a", "2", "0");
  await expect.poll(() => editor.detail()).toBe("full");
  // Near by they are as quiet.
  await expect(editor.painted).toHaveAttribute("data-sharp", "true");
  expect(await editor.paintedWith("--sl-edge", 8)).toBeLessThan(1_000);
  const count = await editor.cards.count();
  expect(count).toBeGreaterThan(10);
  expect(count).toBeLessThan(300);
  await page.mouse.move(640, 400);
});

test("who goes to a step from so far away that nothing can be read comes near to it, its panel open", async ({
  editor,
  page,
}) => {
  await editor.open(large);
  await expect.poll(() => editor.gestures()).toBe(1);
  await editor.press("1");
  await expect.poll(() => editor.detail()).toBe("painted");
  const name = await page.evaluate(
    () => (window.draft?.state.document.steps as { name: string }[] | undefined)?.[1_000]?.name ?? "",
  );
  await editor.press("Control+p");
  await page.keyboard.type(name);
  await page.getByRole("button", { name }).first().click();
  await expect(page.getByRole("complementary", { name: "Step", exact: true })).toBeVisible();
  await expect.poll(() => editor.detail()).toBe("full");
  await editor.rest();
  await expect(editor.card(name)).toBeInViewport({ ratio: 0.99 });
  expect(await editor.selectionNews()).toBe(`${name} selected`);
});

test("painted edges are as sharp after the view moved as when they are painted at once, and lie below the cards", async ({
  editor,
  page,
}) => {
  await editor.open(large);
  await expect.poll(() => editor.gestures()).toBe(1);
  await editor.press("0");
  await editor.rest();
  await expect(editor.painted).toHaveAttribute("data-sharp", "true");
  await editor.wheel({ deltaX: 210, deltaY: 40 }, 4);
  await expect(editor.painted).toHaveAttribute("data-sharp", "true");
  await expect.poll(async () => (await editor.layersOfCards()).above).toBeGreaterThan(5);
  expect((await editor.layersOfCards()).below).toBe(0);
  await editor.wheel({ deltaY: 150, ctrlKey: true }, 6);
  await editor.wheel({ deltaX: 33.3, deltaY: 7.7 }, 3);
  await expect.poll(() => editor.detail()).toBe("painted");
  await expect(editor.painted).toHaveAttribute("data-sharp", "true");
  const differs = await editor.keepPainted();
  expect(await differs()).toBe(0);
  // Another theme keeps nothing of what was painted.
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(differs).toBeGreaterThan(50);
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(differs).toBe(0);
});
