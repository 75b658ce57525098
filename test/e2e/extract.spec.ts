import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const place = (step: string, x: number) => ({ step, x, y: 0 });
const flow = {
  name: "orders",
  friendly_name: "Orders",
  app_variables: [{ name: "factor", value: 2 }],
  steps: [
    { name: "Load", file: "Script", code: "return [1, 2, 3];", output_to: ["Multiply"] },
    {
      name: "Multiply",
      file: "Script",
      code: "return input.map((one) => one * values.factor);",
      values: { factor: "${appvar.factor}" },
      output_to: ["Sum"],
    },
    { name: "Sum", file: "Script", code: "return { sum: input.reduce((a, b) => a + b) };", output_to: ["Say"] },
    { name: "Say", file: "Log", message: "The sum is ${sum}" },
  ],
  layout: {
    version: 1,
    steps: [place("Load", 0), place("Multiply", 280), place("Sum", 560), place("Say", 840)],
    groups: [],
    notes: [],
  },
};

const host = new RealHost();
test.beforeAll(async () => {
  await host.start();
  await host.save(flow);
});
test.afterAll(() => host.close());

test("steps become an application that runs in their place, and come back", async ({ page }) => {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await page.getByRole("link", { name: "Orders", exact: true }).click();
  await expect(editor.cards).toHaveCount(4);
  await editor.rest();

  await editor.card("Load").click();
  await editor.card("Sum").click({ modifiers: ["Control"] });
  await editor.card("Sum").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Extract to application" }).click();
  const dialog = page.getByRole("dialog", { name: "Extract to application" });
  await expect(dialog.getByRole("alert")).toContainText('"Multiply" runs between the chosen steps. Choose it too.');
  await expect(dialog.getByRole("button", { name: "Extract" })).toBeDisabled();
  expect(await editor.faults()).toEqual([]);
  await page.keyboard.press("Escape");

  await editor.card("Multiply").click();
  await editor.card("Sum").click({ modifiers: ["Control"] });
  await editor.card("Sum").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Extract to application" }).click();
  await dialog.getByRole("textbox", { name: "Name", exact: true }).first().fill("Add up");
  await expect(dialog.getByRole("note")).toContainText('The data of "Load" is handed over as JSON');
  expect(await editor.faults()).toEqual([]);
  await dialog.getByRole("button", { name: "Extract" }).click();
  await expect(editor.card("Add up")).toBeVisible();
  await expect(editor.card("Multiply")).toHaveCount(0);
  await expect(page.getByText(/^Draft, \d changes$/)).toBeVisible();

  await page.getByRole("button", { name: /^Run/ }).first().click();
  await expect(editor.card("Say")).toContainText("Success");
  await expect(editor.card("Add up")).toContainText("Success");

  await editor.card("Add up").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Put the steps of the application here" }).click();
  const back = page.getByRole("dialog", { name: "Put the steps of Add_up here" });
  await expect(back).toContainText("2 steps of the application");
  expect(await editor.faults()).toEqual([]);
  await back.getByRole("button", { name: "Put here" }).click();
  await expect(editor.card("Multiply")).toBeVisible();
  await expect(editor.cards).toHaveCount(4);
  await editor.press("Control+z", "Control+z");
  await expect(page.getByText("Published r1")).toBeVisible();
  expect(editor.complaints).toEqual([]);
});
