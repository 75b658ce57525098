import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const flow = {
  name: "flow",
  app_variables: [{ name: "price", value: null, required: false, default_value: 2 }],
  steps: [
    { name: "Same", file: "Script", code: "return { always: true };" },
    {
      name: "Priced",
      file: "Script",
      code: "return { price: values.price };",
      values: { price: "${appvar.price}" },
      output_to: ["Check"],
    },
    { name: "Check", file: "Script", code: "if (input.price > 5) throw new Error('too much'); return input;" },
  ],
};

const host = new RealHost();
test.beforeAll(async () => {
  await host.start();
  await host.save(flow);
  await host.ask("POST", "/applications/flow/run?wait=20", {});
  await host.ask("POST", "/applications/flow/run?wait=20", { params: { price: 9 } });
});
test.afterAll(() => host.close());

test("two runs are chosen by keys and stand side by side with what each step did differently", async ({ page }) => {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await page.getByRole("link", { name: "Runs", exact: true }).click();
  const boxes = page.getByRole("checkbox", { name: /^Choose run/ });
  await boxes.nth(0).focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("Choose one more run to compare with")).toBeVisible();
  await boxes.nth(1).focus();
  await page.keyboard.press("Space");
  expect(await editor.faults()).toEqual([]);
  await page.getByRole("button", { name: "Compare", exact: true }).focus();
  await page.keyboard.press("Enter");

  const row = (name: string) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
  await expect(row("Same")).toContainText("The same");
  await expect(row("Priced")).toContainText("$.price 29");
  await expect(row("Check").getByRole("cell").nth(0)).toContainText("Success");
  await expect(row("Check").getByRole("cell").nth(1)).toContainText("Error: too much");
  await expect(row("Check")).toContainText("Only the earlier run has output");
  expect(await editor.faults()).toEqual([]);
  await page.getByLabel(/^Only steps whose/).check();
  await expect(row("Same")).toHaveCount(0);
  await page.reload();
  await expect(row("Check")).toContainText("Error: too much");
  await page.getByRole("button", { name: "All runs" }).click();
  await expect(page.getByRole("heading", { name: "Runs" })).toBeVisible();
  expect(editor.complaints).toEqual([]);
});
