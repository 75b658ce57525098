import { CodePage } from "./support/CodePage.ts";
import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const host = new RealHost();
test.beforeAll(() => host.start());
test.afterAll(() => host.close());

const classText = (greeting: string): string =>
  [
    'import { BaseStep } from "sluice";',
    "export default class Greeter extends BaseStep {",
    'override friendlyName = "Greeter";',
    'override description = "Greets";',
    'override version = "1.0.0";',
    "override async execute() {",
    'this.logger.flow("greeting");',
    `await this.saveDataForNextStep({ text: "${greeting}", given: this.joinPreviousStepData() });`,
    "}",
    "}",
  ].join("\n");

test("a class is made from the template, written, published, tried, and taken back to a version", async ({ page }) => {
  const editor = new EditorPage(page);
  const code = new CodePage(page);
  await page.goto(host.openLink());
  await page.getByRole("link", { name: "Steps", exact: true }).click();
  await expect(page.getByRole("link", { name: "Query REST" })).toBeVisible();
  expect(await editor.faults()).toEqual([]);
  await page.getByLabel("Name of a new class").fill("not a name");
  await expect(page.getByRole("button", { name: "New step class" })).toBeDisabled();
  await page.getByLabel("Name of a new class").fill("Greeter");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("No application uses it")).toBeVisible();
  await code.write(classText("hello"));
  await expect(code.state("Draft saved")).toBeVisible();
  await page.getByRole("button", { name: "Publish class" }).click();
  await expect(page.getByText("Greeter is published.")).toBeVisible();

  await page.getByRole("tab", { name: "Test bench" }).click();
  const result = page.getByRole("region", { name: "Result" });
  await page.getByLabel("Input", { exact: true }).fill("{");
  await page.getByRole("button", { name: "Run the step" }).click();
  await expect(page.getByText("This is not valid JSON")).toBeVisible();
  await page.getByLabel("Input", { exact: true }).fill('{ "n": 1 }');
  await page.getByRole("button", { name: "Run the step" }).click();
  await expect(result).toContainText("Success");
  await expect(result).toContainText('"text": "hello"');
  await expect(result).toContainText('"n": 1');
  await expect(result).toContainText("greeting");
  expect(await editor.faults()).toEqual([]);

  await page.getByRole("tab", { name: "Code" }).click();
  await code.write(classText("good day"));
  await page.getByRole("button", { name: "Publish class" }).click();
  await page.getByRole("tab", { name: "Versions" }).click();
  const versions = page.getByRole("list", { name: "Versions" });
  await expect(versions.getByRole("button")).toHaveCount(3);
  await versions.getByRole("button").nth(1).click();
  await page.getByRole("button", { name: "Restore as draft" }).click();
  await page.getByRole("tab", { name: "Code" }).click();
  await expect(code.text).toContainText("hello");
  await expect(code.state("Draft saved")).toBeVisible();
  await page.getByRole("button", { name: "Discard the draft" }).click();
  await expect(code.text).toContainText("good day");
  expect(editor.complaints).toEqual([]);
});

test("a class of a SyncPack is found, tried with typed parameters by keys alone, and a failure shows where", async ({
  page,
}) => {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await page.getByRole("link", { name: "Steps", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Search steps").fill("no such step");
  await expect(page.getByText("No step class fits")).toBeVisible();
  expect(await editor.faults()).toEqual([]);
  await page.getByLabel("Search steps").fill("jsonata");
  await page.getByRole("link", { name: "Transform" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("tab", { name: "Code" }).focus();
  await page.keyboard.press("ArrowRight");
  const result = page.getByRole("region", { name: "Result" });
  await page.getByRole("button", { name: "Run the step" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("A value is required")).toBeVisible();
  await page.getByLabel("Expression").focus();
  await page.keyboard.type("$sum(price) * $factor");
  await page.getByLabel("Bindings").fill('{ "factor": 2 }');
  await page.getByLabel("Input", { exact: true }).fill('[{ "price": 2 }, { "price": 3 }]');
  await page.getByRole("button", { name: "Run the step" }).focus();
  await page.keyboard.press("Enter");
  await expect(result).toContainText("Success");
  await expect(result).toContainText("10");
  await page.getByLabel("Expression").fill("$sum(");
  await page.getByRole("button", { name: "Run the step" }).focus();
  await page.keyboard.press("Enter");
  await expect(result).toContainText("Failed");
  expect(editor.complaints).toEqual([]);
});
