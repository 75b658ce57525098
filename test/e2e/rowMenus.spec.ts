import type { Locator } from "@playwright/test";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const host = new RealHost();
test.beforeAll(async () => {
  await host.start();
  await host.save({ name: "faulty", app_variables: [], steps: [{ name: "Odd", file: "NoSuchClass" }] });
  await host.save({
    name: "failing",
    app_variables: [],
    steps: [
      { name: "Fine", file: "Log", message: "all is well", output_to: ["Also"] },
      { name: "Also", file: "Log", message: "and more", output_to: ["Broken"] },
      { name: "Broken", file: "Script", code: "throw new Error('no such city')" },
    ],
  });
});
test.afterAll(() => host.close());

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("problems, lines of the log, rows of the timeline and tabs have a menu of their own", async ({ page, editor }) => {
  // Its key is part of its name.
  const item = (name: string): Locator => page.getByRole("menuitem", { name: new RegExp(`^${name}( \\w+)?$`) });
  const panel = page.getByRole("complementary", { name: "Step", exact: true });
  const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  const tabs = page.getByRole("navigation", { name: "Open applications" });
  await page.goto(host.openLink());
  await page.getByRole("link", { name: "faulty", exact: true }).click();
  await expect(editor.card("Odd")).toBeVisible();
  await editor.press("Control+j");
  await page.getByRole("tab", { name: "Problems" }).click();
  const problem = page.locator("button[data-severity]").first();
  await problem.click({ button: "right" });
  await item("Copy the text").click();
  await expect.poll(copied).toBe(await problem.textContent());
  // By keys the menu is that of the row that has the focus, which gets it back.
  await problem.focus();
  await page.keyboard.press("ContextMenu");
  await expect(item("Open the step")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(problem).toBeFocused();
  await problem.click({ button: "right" });
  await item("Open the step").click();
  await expect(panel).toContainText("Odd");

  await page.getByRole("link", { name: "Applications", exact: true }).first().click();
  await page.getByRole("link", { name: "failing", exact: true }).first().click();
  await expect(editor.card("Broken")).toBeVisible();
  await editor.press("Control+Enter");
  await expect(editor.card("Broken")).toContainText("Failed");
  await page.getByRole("tab", { name: "Step log" }).click();
  const log = page.getByRole("log", { name: "Log lines" });
  await log.getByText("all is well").click({ button: "right" });
  await expect.poll(() => editor.selectionNews()).toBe("Fine selected");
  await item("Copy the text").click();
  await expect.poll(copied).toMatch(/ Fine .*all is well$/);
  // The list itself gives all that it holds.
  await log.focus();
  await page.keyboard.press("ContextMenu");
  await item("Copy the text").click();
  await expect.poll(copied).toMatch(/^.*all is well\n.*and more$/);

  await page.getByRole("tab", { name: "Timeline" }).click();
  await page.getByRole("option", { name: /^Fine/ }).click({ button: "right" });
  await item("Copy the link to the step").click();
  await expect.poll(copied).toMatch(/\/applications\/failing\?.*run=/);
  await page.goto(await copied());
  await expect(panel).toContainText("Fine");
  await expect(editor.card("Broken")).toContainText("Failed");

  // Of the other application: this one is closed, and that one shown.
  await tabs.getByRole("link", { name: "faulty" }).click({ button: "right" });
  await item("Copy the link").click();
  await expect.poll(copied).toMatch(/\/applications\/faulty$/);
  await tabs.getByRole("link", { name: "faulty" }).click({ button: "right" });
  await item("Close the other tabs").click();
  await expect(page).toHaveURL(/\/applications\/faulty/);
  await expect(tabs.getByRole("link", { name: "failing" })).toHaveCount(0);
  await tabs.getByRole("link", { name: "faulty" }).click({ button: "right" });
  await expect(item("Close the other tabs")).toBeDisabled();
  await item("Close the tab").click();
  await expect(page).toHaveURL(/\/$/);
  await expect(tabs).toHaveCount(0);
});
