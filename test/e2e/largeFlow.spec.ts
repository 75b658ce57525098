import { casesFolder, casesMissing } from "../support/cases.ts";
import { expect, test } from "./support/editorTest.ts";

const large = "montage_chameleon_dss_15d_001";

test.skip(casesFolder() === undefined, casesMissing);

test("2,122 steps open arranged, are painted at fit, and are elements when one comes near", async ({
  editor,
  page,
}) => {
  await editor.open(large);
  await expect(editor.status).toContainText("2122 steps");
  await expect.poll(() => editor.detail()).toBe("painted");
  await expect(editor.cards).toHaveCount(0);
  // The layout is kept without an entry of undo.
  await expect.poll(() => editor.gestures()).toBe(1);
  await expect(editor.button("Undo")).toHaveAttribute("aria-disabled", "true");

  await editor.press("Control+a", "2", "0");
  await expect.poll(() => editor.detail()).toBe("full");
  const count = await editor.cards.count();
  expect(count).toBeGreaterThan(10);
  expect(count).toBeLessThan(300);
  await page.mouse.move(640, 400);
});
