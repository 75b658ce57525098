import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const host = new RealHost();
test.beforeAll(() => host.start());
test.afterAll(() => host.close());

test("the guided first flow follows what is done, is skipped, and goes on where it was left", async ({ page }) => {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await page.getByRole("button", { name: "Guided first flow, five minutes" }).focus();
  await page.keyboard.press("Enter");
  const guide = page.getByRole("region", { name: "Guided first flow" });
  await expect(guide.getByRole("status")).toContainText("Drag the step Script");
  await expect(editor.canvas).toBeVisible();
  expect(await editor.faults()).toEqual([]);
  await editor.dropClass("Log", { x: 640, y: 300 });
  await expect(guide.getByRole("status")).toContainText("Open the step");
  await guide.getByRole("button", { name: "Skip, go on another day" }).focus();
  await page.keyboard.press("Enter");
  await expect(guide).toHaveCount(0);

  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Applications" }).click();
  await page.reload();
  await page.getByRole("button", { name: "Go on with the guided first flow" }).click();
  await expect(guide.getByRole("status")).toContainText("Open the step");
  await editor.card("Log").dblclick();
  await page.getByRole("textbox", { name: /^Message/ }).fill("hello");
  await expect(guide.getByRole("status")).toContainText("Open the tab Custom Run");
  await page.getByRole("tab", { name: "Custom Run", exact: true }).click();
  await page.getByRole("button", { name: "Run this step" }).click();
  await expect(guide.getByRole("status")).toContainText("Press Run");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(guide.getByRole("status")).toContainText("as a file");
  await editor.runCommand("Export as JSON");
  await expect(guide.getByRole("status")).toContainText("That is all");
  expect(await editor.faults()).toEqual([]);
  await guide.getByRole("button", { name: "Close" }).click();
  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Applications" }).click();
  await expect(page.getByRole("button", { name: "New application" })).toBeVisible();
  await expect(page.getByRole("button", { name: /guided first flow/i })).toHaveCount(0);
  expect(editor.complaints).toEqual([]);
});

test("the title counts failed runs until someone looks at them", async ({ page }) => {
  const editor = new EditorPage(page);
  const steps = [{ name: "Fail", file: "Script", code: "throw new Error('no');" }];
  await host.save({ name: "failing", app_variables: [], steps });
  // A failure before the window hears of the host is none that it has to tell.
  const hears = page.waitForResponse((response) => new URL(response.url()).pathname.endsWith("/events"));
  await page.goto(host.openLink());
  await hears;
  await expect(page).toHaveTitle("Sluice");
  await host.ask("POST", "/applications/failing/run?wait=20", {});
  await expect(page).toHaveTitle("(1) Sluice");
  await host.ask("POST", "/applications/failing/run?wait=20", {});
  await expect(page).toHaveTitle("(2) Sluice");
  await page.getByRole("link", { name: "failing", exact: true }).click();
  await expect(page).toHaveTitle("failing - Sluice");
  expect(editor.complaints).toEqual([]);
});
