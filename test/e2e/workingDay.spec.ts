import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { CodePage } from "./support/CodePage.ts";
import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

/** A class with one line of work: the fifth of its file. */
const classOf = (line: string) => `import { BaseStep } from "sluice";

export default class Prices extends BaseStep {
  override async execute() {
    ${line}
  }
}
`;

// The host of the morning, and one that knows nothing of it.
const host = new RealHost();
const other = new RealHost();
test.beforeAll(async () => {
  await host.start();
  await other.start();
});
test.afterAll(async () => {
  await host.close();
  await other.close();
});

/** A configuration with one encrypted variable. */
async function makeConfiguration(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Configurations" }).click();
  await page.getByLabel("Name of a new one").fill("site");
  await page.keyboard.press("Enter");
  await page.getByLabel("New variable").fill("token");
  await page.getByLabel("Encrypted", { exact: true }).check();
  await page.getByLabel("Value", { exact: true }).fill("of the morning");
  await page.getByRole("button", { name: "Add" }).click();
  await expect(page.getByLabel("Value of token")).toBeVisible();
}

/** Names of the steps of the draft, in order. */
async function stepNames(application: string): Promise<string[]> {
  const { document } = (await host.ask("GET", `/applications/${application}/draft`)) as {
    document: { steps: { name: string }[] };
  };
  return document.steps.map(({ name }) => name);
}

test("thirty steps are built from nothing, a failure is found and mended, and the flow works elsewhere and a month later", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const editor = new EditorPage(page);
  const code = new CodePage(page);
  const panel = page.getByRole("complementary", { name: "Step", exact: true });
  const news = page.getByRole("region", { name: "What happens in the run" });
  await page.goto(host.openLink());
  await makeConfiguration(page);

  await page.getByRole("link", { name: "Applications" }).first().click();
  await page.getByRole("button", { name: "New application" }).first().click();
  await expect(editor.canvas).toBeVisible();
  const application = decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1) ?? "");
  await code.button("New step class").click();
  await code.name.fill("Prices");
  await code.button("Create").click();
  await expect(code.text).toContainText("class Prices");
  await code.write(classOf('throw new Error("no prices today");'));
  await expect(code.state("Draft saved")).toBeVisible();
  await page.keyboard.press("Control+s");
  await expect(code.state("No draft")).toBeVisible();
  await expect(code.button("Add Prices")).toBeVisible();
  await page
    .getByRole("region", { name: "Code of Prices" })
    .getByRole("button", { name: "Close", exact: true })
    .click();

  await editor.canvas.focus();
  await editor.addByKeys("Prices");
  await expect(editor.card("Prices")).toBeVisible();
  await editor.addByKeys("Log");
  await editor.press("Enter");
  await panel.getByRole("textbox", { name: /^Message/ }).fill("a price ${config.token}");
  await editor.canvas.focus();
  await editor.addByKeys("Step Template");
  await expect(editor.cards).toHaveCount(3);
  await editor.press("Control+Alt+b", "1");
  await editor.rest();
  await editor.card("Log").first().click();
  await editor
    .card("Step Template")
    .first()
    .click({ modifiers: ["Control"] });
  await editor.press("Control+c");
  for (let count = 1; count <= 13; count += 1) {
    await editor.press("Control+v");
    await expect(editor.cards).toHaveCount(3 + 2 * count);
  }
  await editor.press("Escape");
  await editor.addByKeys("Step Template");
  await expect(editor.cards).toHaveCount(30);

  // Each of the thirteen others gets its price from the first step.
  const logs = (await stepNames(application)).filter((name) => name.startsWith("Log")).slice(1);
  for (const [index, name] of logs.entries()) {
    // What was pasted last is in view, far from it.
    await editor.press("Control+p");
    await page.getByPlaceholder("Go to a step or open anything by its name").fill("Prices");
    await expect(page.locator(".mantine-Spotlight-action").first()).toContainText("Step of this application");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await editor.canvas.focus();
    await editor.press("c");
    await page.getByRole("combobox", { name: "To which step?" }).fill(name);
    await page.keyboard.press("Enter");
    await expect(editor.edges).toHaveCount(15 + index + 1);
  }
  await editor.press("Shift+L");
  await editor.press("Control+Alt+i");
  await page.getByRole("combobox", { name: "Aligned configuration" }).click();
  await page.getByRole("option", { name: "site" }).click();

  await editor.press("Control+Enter");
  await expect(news).toContainText("The run failed");
  await editor.press("F8");
  await expect(panel.getByRole("region", { name: "Why it failed" })).toContainText("no prices today");
  await panel.getByRole("button", { name: "Line 5 of Prices.ts" }).click();
  await expect(code.errors).toHaveCount(1);
  await code.write(classOf("await this.saveDataForNextStep([1, 2, 3]);"));
  await expect(code.state("Draft saved")).toBeVisible();
  await editor.press("Control+Enter");
  await expect(news).toContainText("The run succeeded");

  await editor.press("Control+s");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("A day");
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(page).toHaveURL(/\/applications\/A_day/);
  await expect(page.getByText("Published r1")).toBeVisible();
  await page.getByRole("button", { name: "Application", exact: true }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Export with all it needs" }).click();
  const buffer = readFileSync(await (await downloading).path());

  // Where nothing is known of it, what was encrypted here is asked for.
  await page.goto(other.openLink());
  const chosen = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import" }).click();
  await (await chosen).setFiles({ name: "A_day.zip", mimeType: "application/zip", buffer });
  await dialog.getByRole("button", { name: "Import" }).click();
  const list = dialog.getByRole("region", { name: "To do before it runs" });
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await list.getByLabel("Value of token").fill("of the evening");
  await list.getByRole("button", { name: "Set token" }).click();
  await expect(list.getByRole("listitem").filter({ hasText: "done" })).toHaveCount(1);
  await list.getByRole("button", { name: "Open A_day" }).click();
  await expect(page.getByText("30 steps")).toBeVisible();
  await editor.press("Control+s");
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Published r1")).toBeVisible();
  await editor.press("Control+Enter");
  await expect(news).toContainText("The run succeeded");
  expect(editor.complaints).toEqual([]);

  // A month later: the login is over, the run has expired, and the flow runs as before.
  const first = (await other.ask("GET", "/runs/last")) as { id: string; accepted_at: string };
  await other.kill();
  await other.start({ daysAhead: 30 });
  await page.goto(other.openLink());
  await page.getByRole("link", { name: "A day", exact: true }).first().click();
  await expect(page.getByText("30 steps")).toBeVisible();
  await editor.press("Control+Enter");
  await expect(news).toContainText("The run succeeded");
  const again = (await other.ask("GET", "/runs/last")) as { id: string; accepted_at: string };
  const days = (Date.parse(again.accepted_at) - Date.parse(first.accepted_at)) / (24 * 3600 * 1000);
  expect(Math.round(days)).toBe(30);
  await expect.poll(() => other.ask("GET", `/runs/${first.id}`).catch(() => "expired")).toBe("expired");
});
