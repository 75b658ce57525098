import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const pathOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const count = readdirSync(pathOf("assets/templates")).filter((name) => name.endsWith(".json")).length;

const host = new RealHost();
test.beforeAll(() => host.start());
test.afterAll(() => host.close());

test("the first application comes from a template, by keys alone, and runs at once", async ({ page }) => {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await expect(page.getByText("There is no application yet")).toBeVisible();
  await page.getByRole("button", { name: "New from template" }).last().focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Begin from a template" });
  await expect(dialog.getByRole("listitem")).toHaveCount(count);
  expect(await editor.faults()).toEqual([]);
  const template = dialog.getByRole("button", { name: /^Compare two systems .* sample lists/ });
  await template.focus();
  await page.keyboard.press("Enter");
  await expect(editor.card("Compare by name")).toBeVisible();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(editor.card("Say how many")).toContainText("Success");
  expect(editor.complaints).toEqual([]);
});

test("a template used twice makes two applications", async ({ page }) => {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  for (const title of ["Make a daily digest of a log file", "Make a daily digest of a log file 2"]) {
    await page.getByRole("button", { name: "New from template" }).last().click();
    await page.getByRole("button", { name: /^Make a daily digest/ }).click();
    await expect(editor.card("Report them")).toBeVisible();
    await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Applications" }).click();
    await expect(page.getByRole("table").getByRole("link", { name: title, exact: true })).toBeVisible();
  }
  expect(editor.complaints).toEqual([]);
});
