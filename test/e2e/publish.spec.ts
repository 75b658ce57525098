import type { Page } from "@playwright/test";
import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const host = new RealHost();
test.beforeAll(() => host.start());
test.afterAll(() => host.close());

async function openList(page: Page): Promise<EditorPage> {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await expect(page.getByRole("button", { name: "New application" }).first()).toBeVisible();
  return editor;
}

/** Opens an application that is published as it is given. */
async function openApplication(
  page: Page,
  document: { name: string; app_variables: never[]; steps: { name: string }[] },
): Promise<EditorPage> {
  // With a layout, so that opening it changes nothing.
  const places = document.steps.map(({ name }, row) => ({ step: name, x: 0, y: row * 100 }));
  await host.save({ ...document, layout: { version: 1, steps: places, groups: [], notes: [] } });
  const editor = await openList(page);
  await page.getByRole("link", { name: document.name, exact: true }).click();
  await expect(editor.cards.first()).toBeVisible();
  return editor;
}

const log = (name: string, message: string) => ({ name, file: "Log", message });

test("a new application is drawn, named and published with a comment, and its problems keep it a draft before", async ({
  page,
}) => {
  const editor = await openList(page);
  await page.getByRole("button", { name: "New application" }).first().click();
  await expect(editor.canvas).toBeVisible();
  await editor.press("Control+s");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Not published yet");
  await dialog.getByRole("button", { name: "Show the problems" }).click();
  await expect(page.getByRole("tab", { name: "Problems" })).toHaveAttribute("aria-selected", "true");

  await editor.dropClass("Step Template", { x: 640, y: 360 });
  await expect(editor.card("Step Template")).toBeVisible();
  await editor.press("Control+s");
  await dialog.getByLabel("Name").fill("All orders");
  await expect(dialog.getByLabel("Identifier")).toHaveValue("All_orders");
  await dialog.getByLabel("Comment").fill("The first one");
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(page).toHaveURL(/\/applications\/All_orders$/);
  await expect(page.getByRole("status").filter({ hasText: "Published r1" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("All orders");
  await editor.press("Control+s");
  await expect(dialog).toContainText("There is nothing to publish");
  await expect(dialog.getByRole("button", { name: "Close" }).last()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  expect(editor.complaints).toEqual([]);
});

test("changes are shown field by field, discarded, and taken back by undo", async ({ page }) => {
  const editor = await openApplication(page, { name: "changes", app_variables: [], steps: [log("Say", "old")] });
  await expect(page.getByText("Published r1")).toBeVisible();
  await editor.dropClass("Wait", { x: 640, y: 560 });
  await page.getByText("Draft, 1 change").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("region", { name: "added: Wait" })).toBeVisible();
  expect(await editor.faults()).toEqual([]);
  await dialog.getByRole("button", { name: "Go to the step" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Application", exact: true }).click();
  await page.getByRole("menuitem", { name: "Discard the draft" }).click();
  await dialog.getByRole("button", { name: "Discard", exact: true }).click();
  await expect(editor.cards).toHaveCount(1);
  await expect(page.getByText("Published r1")).toBeVisible();
  await editor.press("Control+z");
  await expect(editor.card("Wait")).toBeVisible();
  expect(editor.complaints).toEqual([]);
});

test("a revision is opened read only with the reason, and restored", async ({ page }) => {
  const editor = await openApplication(page, { name: "old", app_variables: [], steps: [log("Say", "one")] });
  await editor.dropClass("Step Template", { x: 640, y: 560 });
  await expect(page.getByText("Draft, 1 change")).toBeVisible();
  await editor.press("Control+s");
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Published r2")).toBeVisible();

  await editor.press("Control+Shift+h");
  const drawer = page.getByRole("dialog", { name: "Revisions" });
  await expect(drawer.getByRole("listitem")).toHaveCount(2);
  expect(await editor.faults()).toEqual([]);
  await drawer.getByRole("listitem").nth(1).getByRole("button", { name: "Open" }).click();
  await expect(page.getByText("Revision r1, read only")).toBeVisible();
  await expect(editor.cards).toHaveCount(1);
  await editor.card("Say").click();
  await editor.press("Delete");
  await expect(page.getByText("A revision is read only.")).toBeVisible();
  await expect(editor.cards).toHaveCount(1);
  expect(await editor.faults()).toEqual([]);

  await page.getByRole("button", { name: "Restore", exact: true }).click();
  await expect(page.getByText("Draft, 1 change")).toBeVisible();
  await expect(editor.cards).toHaveCount(1);
  await page.goBack();
  await expect(page.getByText("Revision r1, read only")).toBeVisible();
  expect(editor.complaints).toEqual([]);
});

test("what somebody else published meanwhile is merged, conflict by conflict, and then published", async ({ page }) => {
  const document = { name: "shared", app_variables: [], steps: [log("Say", "base"), log("More", "m")] };
  const editor = await openApplication(page, document);
  await editor.card("Say").click();
  await editor.press("F2");
  await page.getByRole("textbox", { name: "Name" }).fill("Mine");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Draft, 1 change")).toBeVisible();
  await host.save({ ...document, steps: [log("Theirs", "theirs"), log("More", "m")] });
  await expect(page.getByText("r2 is newer")).toBeVisible();
  await editor.press("Control+s");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Merge with r2");
  await expect(dialog).toContainText("Conflict 1 of 1");
  expect(await editor.faults()).toEqual([]);
  await dialog.getByRole("button", { name: "Keep mine" }).click();
  await expect(dialog.getByRole("region", { name: "added: Theirs" })).toBeVisible();
  await dialog.getByRole("button", { name: "Merge and go on" }).click();
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Published r3")).toBeVisible();
  await expect(editor.card("Mine")).toBeVisible();
  await expect(editor.card("Theirs")).toBeVisible();
  expect(editor.complaints).toEqual([]);
});
