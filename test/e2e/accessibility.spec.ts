import { expect, test } from "./support/editorTest.ts";

for (const scheme of ["light", "dark"] as const) {
  test.describe(`in ${scheme}`, () => {
    test.use({ colorScheme: scheme });

    test("the editor with all its panels has no fault", async ({ editor, page }) => {
      await editor.open("showcase");
      await editor.showRun("FAILURE", [
        { stepId: "step-0", state: "SUCCESS", startedAt: 0, finishedAt: 900 },
        { stepId: "step-2", state: "RETRY" },
        { stepId: "step-3", state: "FAILURE", startedAt: 0, finishedAt: 900 },
      ]);
      await editor.press("F8", "Control+j");
      await expect(page.getByRole("treegrid", { name: "Outline" })).toBeVisible();
      expect(await editor.faults()).toEqual([]);
      await page.getByRole("tab", { name: "Problems" }).click();
      expect(await editor.faults()).toEqual([]);
    });

    test("menus and dialogs have no fault", async ({ editor, page }) => {
      await editor.open("showcase");
      await editor.card("Plan bikes").click({ button: "right" });
      await expect(page.getByRole("menu")).toBeVisible();
      expect(await editor.faults()).toEqual([]);
      await page.keyboard.press("Escape");
      await editor.press("Control+k");
      await expect(page.getByPlaceholder("Search commands")).toBeVisible();
      expect(await editor.faults()).toEqual([]);
      await page.keyboard.press("Escape");
      await editor.press("Escape", "a");
      await expect(page.getByRole("dialog", { name: "Add a step" })).toBeVisible();
      expect(await editor.faults()).toEqual([]);
    });
  });
}
