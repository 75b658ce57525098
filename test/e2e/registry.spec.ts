import type { Page } from "@playwright/test";
import { CodePage } from "./support/CodePage.ts";
import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const host = new RealHost();
test.beforeAll(() => host.start());
test.afterAll(() => host.close());

/** An application of its own with one script, on screen. */
async function open(page: Page, name: string): Promise<{ editor: EditorPage; code: CodePage }> {
  await host.save({ name, app_variables: [], steps: [{ name: "Load orders", file: "Script", code: "return [1];" }] });
  const [editor, code] = [new EditorPage(page), new CodePage(page)];
  await page.goto(host.openLink());
  await page.getByRole("link", { name, exact: true }).click();
  await expect(editor.card("Load orders")).toBeVisible();
  await editor.rest();
  return { editor, code };
}

async function choose(page: Page, code: CodePage, name: string, item: string): Promise<void> {
  await code.menuOf(name).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

test("a class of a pack says what it is, and is copied to edit it in a step", async ({ page }) => {
  const { editor, code } = await open(page, "copying");
  await choose(page, code, "Script", "About the class");
  const about = page.getByRole("dialog", { name: "Script" });
  await expect(about).toContainText("base_steps_syncpack");
  await expect(about).toContainText("Used by 1 application");
  // Its help, with an example in code.
  await expect(about.locator("pre").first()).toContainText("export default async function");
  expect(await editor.faults()).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(about).toBeHidden();
  // And an example as a step, which is taken to the canvas.
  await choose(page, code, "Wait", "About the class");
  const wait = page.getByRole("dialog", { name: "Wait" });
  await expect(wait.getByRole("region", { name: "Example" })).toContainText('"file": "Wait"');
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await code.button("Copy the step").click();
  await expect(page.getByText("The step is on the clipboard")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(wait).toBeHidden();
  await editor.press("Control+v");
  await expect(editor.card("Wait")).toBeVisible();
  await editor.press("Control+z");
  await expect(editor.card("Wait")).toHaveCount(0);

  await editor.card("Load orders").click();
  await editor.press("e");
  await expect(page.getByText("Read only, part of Base Steps")).toBeVisible();
  await code.button("Copy to edit").click();
  await code.name.fill("a b");
  await expect(page.getByText("Letters, digits, dots, dashes and underscores")).toBeVisible();
  await expect(code.button("Copy")).toBeDisabled();
  expect(await editor.faults()).toEqual([]);
  await code.name.fill("MyScript");
  await code.button("Copy").click();
  await expect(code.state("No draft")).toBeVisible();
  await expect(page.getByText("Draft, 1 change")).toBeVisible();
  await expect(code.text).toContainText("defineParameters");
  await expect(code.errors).toHaveCount(0);
  await expect(code.menuOf("Script MyScript", "Your own")).toBeAttached();
  await editor.button("Run").first().click();
  await expect(editor.card("Load orders")).toContainText("Success");
  expect(editor.complaints).toEqual([]);
});

test("a class is made, written and published, and an older version comes back as a draft", async ({ page }) => {
  const { editor, code } = await open(page, "making");
  await code.button("New step class").click();
  await code.name.fill("Fresh");
  await code.button("Create").click();
  const pane = page.getByRole("region", { name: "Code of Fresh" });
  await expect(code.text).toContainText("class Fresh");
  expect(await editor.faults()).toEqual([]);

  const first = ((await host.ask("GET", "/steps/Fresh")) as { code: string }).code;
  // It is called as one named it.
  await expect(code.menuOf("Fresh", "Your own")).toBeAttached();
  await code.write(first.replace('friendlyName = "Fresh"', 'friendlyName = "Fresh step"'));
  await expect(code.state("Draft saved")).toBeVisible();
  await page.keyboard.press("Control+s");
  await expect(code.state("No draft")).toBeVisible();
  await expect(code.menuOf("Fresh step Fresh", "Your own")).toBeAttached();

  await pane.getByRole("button", { name: "Versions" }).click();
  await expect(pane.getByRole("listitem")).toHaveCount(2);
  await pane.getByRole("listitem").last().getByRole("button").first().click();
  await expect(pane.getByRole("textbox", { name: "Changes of Fresh since the version" })).toHaveCount(2);
  expect(await editor.faults()).toEqual([]);
  await pane.getByRole("button", { name: "Restore as draft" }).click();
  await expect(code.state("Draft saved")).toBeVisible();
  await pane.getByRole("button", { name: "Close", exact: true }).click();
  await expect(editor.card("Load orders")).toBeVisible();
  expect(((await host.ask("GET", "/steps/Fresh/draft")) as { code: string }).code).toBe(first);
  expect(editor.complaints).toEqual([]);
});

test("a class is renamed with its steps, and deleted after its uses were shown", async ({ page }) => {
  await host.ask("PUT", "/steps/Older", { code: classOf("Older") });
  const { editor, code } = await open(page, "renaming");
  await expect(code.menuOf("Older", "Your own")).toBeAttached();
  await editor.card("Load orders").click();
  await page.getByRole("button", { name: "Add Older", exact: true }).click();
  await expect(editor.card("Older")).toBeVisible();

  await choose(page, code, "Older", "Rename");
  await expect(code.button("Rename")).toBeDisabled();
  await code.name.fill("Newer");
  await code.button("Rename").click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(code.group("Your own")).toContainText("Newer");
  await expect(page.getByText("Draft, 2 changes")).toBeVisible();
  await expect.poll(() => fileOf("renaming", "Older")).toBe("Newer");
  // With its steps the class is there again under its old name, and goes the other way with them too.
  await editor.press("Control+z");
  await expect(code.menuOf("Older", "Your own")).toBeAttached();
  await expect(code.menuOf("Newer", "Your own")).toHaveCount(0);
  expect(await fileOf("renaming", "Older")).toBe("Older");
  await editor.press("Control+y");
  await expect(code.menuOf("Newer", "Your own")).toBeAttached();
  await expect(code.menuOf("Older", "Your own")).toHaveCount(0);
  expect(await fileOf("renaming", "Older")).toBe("Newer");

  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Published r2")).toBeVisible();
  await choose(page, code, "Newer", "Delete");
  const dialog = page.getByRole("dialog", { name: "Delete Newer?" });
  await expect(dialog).toContainText("Used by 1 application");
  await expect(dialog.getByRole("listitem")).toHaveText(["renaming"]);
  expect(await editor.faults()).toEqual([]);
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(dialog).toBeHidden();
  await expect(code.menuOf("Newer")).toHaveCount(0);
  expect(editor.complaints).toEqual([]);
});

/** The class of a step of a draft. */
async function fileOf(application: string, step: string): Promise<string | undefined> {
  const { document } = (await host.ask("GET", `/applications/${application}/draft`)) as {
    document: { steps: { name: string; file: string }[] };
  };
  return document.steps.find(({ name }) => name === step)?.file;
}

function classOf(name: string): string {
  return `import { BaseStep } from "sluice";

export default class ${name} extends BaseStep {
  override async execute() {
    await this.saveDataForNextStep(1);
  }
}
`;
}
