import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "@playwright/test";
import { CodePage } from "./support/CodePage.ts";
import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const pathOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

interface Step {
  name: string;
  file: string;
  output_to?: string[];
  [parameter: string]: unknown;
}

const showcase = JSON.parse(readFileSync(pathOf("assets/examples/showcase.json"), "utf8")) as { steps: Step[] };
const classes: Record<string, string> = {
  Script: "Script",
  CacheSave: "Cache Save",
  Transform: "Transform",
  Log: "Log",
};
/** Parameters by the label of their field, in the order they are filled. */
const fields: Record<string, string> = {
  key: "Key",
  value: "Value",
  ttl: "Time to live",
  values: "Values",
  bindings: "Bindings",
  message: "Message",
};

const host = new RealHost();
test.beforeAll(() => host.start());
test.afterAll(() => host.close());

/** Writes what a step of the showcase has into the form of the panel. */
async function fillForm(page: Page, panel: Locator, step: Step): Promise<void> {
  const code = step.code ?? step.expression;
  if (typeof code === "string") await new CodePage(page).paste(code);
  for (const [name, label] of Object.entries(fields)) {
    const value = step[name];
    if (value === undefined) continue;
    await panel.getByLabel(label, { exact: true }).fill(typeof value === "string" ? value : JSON.stringify(value));
    await page.keyboard.press("Tab");
  }
  if (step.input === "by_step") {
    await panel.getByRole("combobox", { name: "Input", exact: true }).click();
    await page.getByRole("option", { name: "Data by step name" }).click();
  }
  if (step.retry_max !== undefined) {
    await panel.getByRole("tab", { name: "Retry and errors" }).click();
    await panel.getByLabel("Retries", { exact: true }).fill(String(step.retry_max));
    await panel.getByLabel("Wait, seconds", { exact: true }).fill(String(step.retry_countdown));
    await page.keyboard.press("Tab");
    await panel.getByRole("tab", { name: "Parameters" }).click();
  }
}

/** Steps without the SyncPack that those of the registry name, with the consumers in the order of their names. */
function toComparable(steps: readonly Step[]): Step[] {
  const sorted = steps.map(({ output_to, syncpack: _, ...step }) => ({
    ...step,
    ...(output_to === undefined || output_to.length === 0 ? {} : { output_to: [...output_to].sort() }),
  }));
  return sorted.sort((a, b) => (a.name < b.name ? -1 : 1));
}

test("the showcase is drawn from nothing with the mouse, saved and run", async ({ page }) => {
  // Twelve steps, sixteen wires and every parameter by hand.
  test.slow();
  const editor = new EditorPage(page);
  const panel = page.getByRole("complementary", { name: "Step", exact: true });
  await page.goto(host.openLink());
  await page.getByRole("button", { name: "New application" }).first().click();
  await expect(editor.canvas).toBeVisible();
  const application = decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1) ?? "");

  const origin = (await editor.canvas.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  for (const [index, step] of showcase.steps.entries()) {
    const to = { x: origin.x + 120 + (index % 4) * 232, y: origin.y + 60 + Math.floor(index / 4) * 180 };
    await editor.dropClass(classes[step.file] ?? "", to);
    await expect(editor.cards).toHaveCount(index + 1);
    await editor.press("F2");
    await editor.canvas.getByRole("textbox", { name: "Name" }).fill(step.name);
    await page.keyboard.press("Enter");
    await expect(editor.card(step.name)).toBeVisible();
  }
  let wires = 0;
  for (const { name, output_to = [] } of showcase.steps) {
    for (const consumer of output_to) {
      await editor.drawWire(name, editor.card(consumer));
      await editor.letGo();
      wires += 1;
      await expect(editor.edges).toHaveCount(wires);
    }
  }
  await editor.button("Arrange all steps").click();
  await editor.rest();
  await editor.card("Read orders and weather").dblclick();
  // Room for the cards beside the panel.
  await editor.press("Control+b");
  await editor.button("Fit everything").click();
  await editor.rest();
  for (const step of showcase.steps) {
    await editor.card(step.name).click();
    await expect(panel.getByRole("heading", { name: step.name, exact: true })).toBeVisible();
    await fillForm(page, panel, step);
  }
  const draft = async (): Promise<Step[]> => {
    const { document } = (await host.ask("GET", `/applications/${application}/draft`)) as {
      document: { steps: Step[] };
    };
    return toComparable(document.steps);
  };
  // A text is what the field of a value takes.
  const drawn = showcase.steps.map((step) =>
    typeof step.value === "object" ? { ...step, value: JSON.stringify(step.value) } : step,
  );
  await expect.poll(draft).toEqual(toComparable(drawn));

  await editor.press("Control+Alt+i");
  for (const variable of ["city", "data_folder"]) {
    await editor.button("Add a variable").click();
    await page.getByLabel("Name of variable_1").fill(variable);
    await page.keyboard.press("Enter");
    await expect(page.getByLabel(`Name of ${variable}`)).toBeVisible();
  }
  await page.getByLabel("Value of city").fill("Bergen");
  await page.keyboard.press("Tab");
  await editor.press("Control+s");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Drawn");
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Published r1")).toBeVisible();
  await editor.button("Run").first().click();
  await expect(page.getByRole("region", { name: "What happens in the run" })).toContainText(/The run succeeded/);
  await editor.button("Fit everything").click();
  await expect(editor.card("Tell the drivers")).toContainText("Success");
  await expect(editor.card("Reserve the parcels")).toContainText("Success");
  await expect(editor.cards.filter({ hasText: "Skipped" })).toHaveCount(1);
  expect(editor.complaints).toEqual([]);
});
