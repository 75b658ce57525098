import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const host = new RealHost();
test.beforeAll(async () => {
  await host.start();
  await host.ask("POST", "/configurations", { name: "erp", connection: "postgresql", configuration_data: [] });
  await host.save({
    name: "ask",
    app_variables: [],
    steps: [{ name: "Ask", file: "PostgreSQLSelect", connection: "erp", statement: "SELECT 1" }],
  });
});
test.afterAll(() => host.close());

test("the connection that a step names is tried where it is named, and says what it lacks", async ({ page }) => {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await page.getByRole("link", { name: "ask", exact: true }).first().click();
  await editor.rest();
  await editor.card("Ask").dblclick();
  const step = page.getByRole("complementary", { name: "Step", exact: true });
  await step.getByRole("button", { name: "Test the connection erp" }).click();
  await expect(step.getByRole("status").filter({ hasText: '"host" is missing' })).toBeVisible();
  expect(await editor.faults()).toEqual([]);
  // By keys alone as well.
  await step.getByRole("button", { name: "Test the connection erp" }).focus();
  await page.keyboard.press("Enter");
  await expect(step.getByRole("status").filter({ hasText: '"host" is missing' })).toBeVisible();
  expect(editor.complaints).toEqual([]);
});
