import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { CodePage } from "./support/CodePage.ts";
import { dropFiles } from "./support/dropFiles.ts";
import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const host = new RealHost();
test.beforeAll(() => host.start());
test.afterAll(() => host.close());

async function openApplication(page: Page, name: string): Promise<EditorPage> {
  await host.save({ name, app_variables: [], steps: [{ name: "Say", file: "Log", message: "one" }] });
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await page.getByRole("link", { name, exact: true }).click();
  await expect(editor.card("Say")).toBeVisible();
  return editor;
}

async function chooseInMenu(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: "Application", exact: true }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

test("an application is exported, and imported again under another name with its groups", async ({ page }) => {
  const editor = await openApplication(page, "travel");
  await editor.press("Control+a", "Control+g");
  await page.getByRole("textbox", { name: "Title of the group" }).fill("Transport");
  await page.keyboard.press("Enter");
  await editor.button("Fold Transport").click();
  await expect(editor.foldedGroup("Transport")).toContainText("1 step");
  await expect(page.getByText("Draft, 1 change")).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent("download"), chooseInMenu(page, "Export as JSON")]);
  expect(download.suggestedFilename()).toBe("travel.json");
  const text = readFileSync(await download.path(), "utf8");
  expect(JSON.parse(text)).toMatchObject({ name: "travel", layout: { steps: [{ step: "Say" }] } });

  const changed = text.replace('"one"', '"two"');
  const document = { ...JSON.parse(changed), queue: "slow" };
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), chooseInMenu(page, "Import")]);
  await chooser.setFiles({
    name: "travel.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(document)),
  });
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("There is another one of this name");
  await expect(dialog.getByRole("button", { name: "Import" })).toBeDisabled();
  expect(await editor.faults()).toEqual([]);
  await dialog.getByRole("combobox", { name: "What happens to travel" }).click();
  await page.getByRole("option", { name: "Come in under another name" }).click();
  await expect(dialog.getByRole("textbox", { name: "New name of travel" })).toHaveValue("travel-2");
  await dialog.getByRole("button", { name: "Import" }).click();
  await expect(dialog).toContainText("Queue slow: attempts at once");
  expect(await editor.faults()).toEqual([]);
  await dialog.getByRole("button", { name: "Open travel-2" }).last().click();
  await expect(page).toHaveURL(/travel-2$/);
  await expect(editor.foldedGroup("Transport")).toContainText("1 step");
  await editor.foldedGroup("Transport").dblclick();
  await expect(editor.card("Say")).toBeVisible();
  expect(editor.complaints).toEqual([]);
});

test("the document is edited as JSON in one gesture, and broken JSON is refused with its place", async ({ page }) => {
  const editor = await openApplication(page, "text");
  await editor.press("Control+Alt+j");
  const dialog = page.getByRole("dialog", { name: "The application as JSON" });
  const code = new CodePage(page);
  await expect(code.text).toContainText('"name": "text"');
  // One begins in the text.
  await expect(code.editor).toHaveClass(/(^| )focused( |$)/);
  const before = `${JSON.stringify((await host.ask("GET", "/applications/text?layout=false")) as object, null, 2)}\n`;
  await code.paste('{"steps": x}');
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Line 1, column 11");
  expect(await editor.faults()).toEqual([]);
  const added = before
    .replace('"name": "Say"', '"name": "Tell"')
    .replace('"steps": [', '"steps": [{"name": "New", "file": "Wait"},');
  // What the schema forbids is marked before anything is applied, and Escape closes the list of keys, not the dialog.
  await code.paste(added.replace('"file": "Wait"', '"file": 7'));
  await expect(code.warnings.first()).toBeVisible();
  await page.keyboard.press("Escape");
  await code.paste(added);
  await expect(code.warnings).toHaveCount(0);
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(editor.card("Tell")).toBeVisible();
  await expect(editor.card("New")).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("Draft, 2 changes")).toBeVisible();
  await editor.press("Control+z");
  await expect(editor.card("Say")).toBeVisible();
  await expect(editor.card("New")).toHaveCount(0);
  await editor.press("Control+y");
  await expect(editor.card("Tell")).toBeVisible();
  expect(editor.complaints).toEqual([]);
});

test("applications are open in tabs that come back, steps have an address, and anything opens by name", async ({
  page,
}) => {
  const editor = await openApplication(page, "first");
  await editor.dropClass("Wait", { x: 640, y: 560 });
  await expect(page.getByText("Draft, 1 change")).toBeVisible();
  await host.save({ name: "second", app_variables: [], steps: [{ name: "Other", file: "Log", message: "x" }] });
  await editor.press("Control+p");
  await page.getByPlaceholder("Go to a step or open anything by its name").fill("second");
  await page.keyboard.press("Enter");
  await expect(editor.card("Other")).toBeVisible();
  // Also what is no application.
  await host.ask("POST", "/configurations", { name: "mailer", friendly_name: "Mailer", configuration_data: [] });
  await editor.press("Control+p");
  await page.getByPlaceholder("Go to a step or open anything by its name").fill("mailer");
  await expect(page.getByText("Configuration mailer")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/configurations\/mailer$/);
  await page.goBack();
  await expect(editor.card("Other")).toBeVisible();

  const tabs = page.getByRole("navigation", { name: "Open applications" });
  await expect(tabs.getByRole("link")).toHaveText(["Applications", "first", "second"]);
  await expect(tabs.getByRole("img", { name: "Has unpublished changes" })).toHaveCount(1);
  expect(await editor.faults()).toEqual([]);
  await editor.card("Other").dblclick();
  await expect(page).toHaveURL(/second\?step=/);
  await page.reload();
  await expect(page.getByRole("complementary", { name: "Step", exact: true })).toContainText("Other");
  await expect(tabs.getByRole("link")).toHaveText(["Applications", "first", "second"]);
  await editor.press("Control+b");
  const viewport = page.locator(".react-flow__viewport");
  await editor.press("0", "-", "-");
  await editor.rest();
  const seen = (await viewport.getAttribute("style")) ?? "";
  await tabs.getByRole("link", { name: "first" }).click();
  await expect(editor.card("Wait")).toBeVisible();
  await tabs.getByRole("link", { name: "second" }).click();
  // What was seen is seen again.
  await expect(viewport).toHaveAttribute("style", seen);
  // From where nothing of it is seen all of it is shown.
  await page.evaluate(() => {
    const views = JSON.parse(localStorage.getItem("sluice.views") ?? "{}") as Record<string, unknown>;
    localStorage.setItem("sluice.views", JSON.stringify({ ...views, first: { x: 90_000, y: 0, zoom: 1 } }));
  });
  await tabs.getByRole("link", { name: "first" }).click();
  await expect(editor.card("Wait")).toBeInViewport();
  // The window is arranged as it was, whatever application it shows.
  await expect(page.getByRole("complementary", { name: "Steps", exact: true })).toBeHidden();
  await expect(page.getByRole("complementary", { name: "Step", exact: true })).toBeVisible();
  await tabs.getByRole("button", { name: "Close first" }).click();
  await expect(editor.card("Other")).toBeVisible();
  expect(editor.complaints).toEqual([]);
});

test("a file that is dropped on the list comes in, broken JSON is named with its place", async ({ page }) => {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await expect(page.getByRole("button", { name: "Import" })).toBeVisible();
  const document = { app_variables: [], steps: [{ name: "Say", file: "Log", message: "x" }] };
  await dropFiles(page, { "dropped.json": JSON.stringify(document), "broken.json": '{\n"a" }' });
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("broken.json, line 2");
  await dialog.getByRole("button", { name: "Import" }).click();
  await expect(dialog.getByRole("region", { name: "To do before it runs" }).getByRole("listitem")).toHaveCount(1);
  await dialog.getByRole("button", { name: "Open dropped" }).last().click();
  await expect(editor.card("Say")).toBeVisible();
  expect(editor.complaints).toEqual([]);
});

test("what a step did in a run has an address, which stays that of the run when one goes to other steps", async ({
  page,
}) => {
  const say = (name: string, to?: string) => ({
    name,
    file: "Log",
    message: name,
    ...(to === undefined ? {} : { output_to: [to] }),
  });
  await host.save({ name: "told", app_variables: [], steps: [say("One", "Two"), say("Two")] });
  const { id: run } = (await host.ask("POST", "/applications/told/run?wait=60", {})) as { id: string };
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await expect(page.getByRole("link", { name: "told", exact: true })).toBeVisible();
  await page.goto(`${host.address}/applications/told?step=${await host.stepIdOf("told", 0)}&run=${run}`);
  const panel = page.getByRole("complementary", { name: "Step", exact: true });
  await expect(panel).toContainText("One");
  await expect(panel).toContainText("Success");
  await editor.rest();
  await editor.card("Two").click();
  await expect(panel).toContainText("Two");
  await expect(page).toHaveURL(new RegExp(`step=${await host.stepIdOf("told", 1)}&run=${run}$`));
  await page.reload();
  await expect(editor.card("Two")).toContainText("Success");
  await expect(panel).toContainText("Success");
  expect(editor.complaints).toEqual([]);
});
