import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";
import { tabTo } from "./support/tabTo.ts";

const host = new RealHost();
test.beforeAll(() => host.start());
test.afterAll(() => host.close());

test("a flow is drawn, saved, run, read and changed by keyboard alone", async ({ page }) => {
  const editor = new EditorPage(page);
  const { keyboard } = page;
  const panel = page.getByRole("complementary", { name: "Step", exact: true });
  const dialog = page.getByRole("dialog");
  // Whoever takes the mouse fails: what is thrown in the page is a complaint of the browser.
  await page.addInitScript(() => {
    addEventListener("pointerdown", () => {
      throw new Error("The mouse was used.");
    });
  });
  await page.goto(host.openLink());
  await tabTo(page, page.getByRole("button", { name: "New application" }).first());
  await keyboard.press("Enter");
  await expect(editor.canvas).toBeFocused();

  await editor.addByKeys("Step Template");
  await editor.addByKeys("Log");
  await expect(editor.edges).toHaveCount(1);
  await keyboard.press("F2");
  await expect(editor.canvas.getByRole("textbox", { name: "Name" })).toBeFocused();
  await keyboard.type("Tell");
  await keyboard.press("Enter");
  await expect(editor.card("Tell")).toBeVisible();
  await expect(editor.canvas).toBeFocused();
  await keyboard.press("Enter");
  await tabTo(page, panel.getByRole("textbox", { name: /^Message/ }));
  await keyboard.type("hello by keys");
  // It is saved from within a field.
  await keyboard.press("Control+s");
  await tabTo(page, dialog.getByRole("textbox", { name: "Name" }));
  await keyboard.press("Control+a");
  await keyboard.type("By keys");
  await keyboard.press("Enter");
  await expect(page).toHaveURL(/\/applications\/By_keys/);
  await expect(page.getByText("Published r1")).toBeVisible();

  await keyboard.press("Control+Enter");
  await expect(editor.card("Tell")).toContainText("Success");
  await tabTo(page, editor.status.getByRole("button", { name: "2 steps" }));
  await keyboard.press("Enter");
  const outline = page.getByRole("treegrid", { name: "Outline" });
  await tabTo(page, outline, "Shift+Tab");
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  await expect(outline.getByRole("row", { selected: true })).toContainText(/Tell.*Success/);
  await keyboard.press("ContextMenu");
  await expect(page.getByRole("menuitem", { name: "Open the step" })).toBeFocused();
  await keyboard.press("Escape");
  await expect(outline).toBeFocused();

  // To the step before, switched off and taken back.
  await tabTo(page, editor.canvas, "Shift+Tab");
  await keyboard.press("[");
  await expect.poll(() => editor.selectionNews()).toBe("Step Template selected");
  await keyboard.press("d");
  await expect(editor.card("Step Template")).toContainText("Disabled");
  await keyboard.press("Control+z");
  await expect(editor.card("Step Template")).not.toContainText("Disabled");
  // A third step, and a wire by the name of its consumer.
  await keyboard.press("Escape");
  await editor.addByKeys("Step Template");
  await expect(editor.cards).toHaveCount(3);
  await keyboard.press("c");
  await expect(page.getByRole("combobox", { name: "To which step?" })).toBeFocused();
  await keyboard.type("Tell");
  await keyboard.press("Enter");
  await expect(editor.edges).toHaveCount(2);
  await keyboard.press("Control+s");
  await expect(dialog.getByRole("textbox", { name: "Comment" })).toBeFocused();
  await keyboard.type("a second producer");
  await keyboard.press("Control+Enter");
  await expect(page.getByText("Published r2")).toBeVisible();
  await expect(editor.canvas).toBeFocused();
  expect(editor.complaints).toEqual([]);
});
