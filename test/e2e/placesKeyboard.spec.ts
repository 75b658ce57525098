import type { Locator, Page } from "@playwright/test";
import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";
import { tabTo } from "./support/tabTo.ts";

const flow = {
  name: "flow",
  friendly_name: "A flow",
  generate_report: true,
  app_variables: [],
  steps: [{ name: "Look", file: "SystemDiagnostics" }],
};

// Nobody here touches a mouse: the Tab key leads to everything, and keys do all of it.
const host = new RealHost();
test.beforeAll(async () => {
  await host.start();
  await host.save(flow);
  await host.ask("POST", "/applications/flow/run?wait=20", {});
});
test.afterAll(() => host.close());

async function open(page: Page, place: string): Promise<EditorPage> {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await press(page, page.getByRole("link", { name: place, exact: true }));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  return editor;
}

/** Goes to it by Tab and presses a key on it. */
async function press(page: Page, target: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Goes to a field by Tab and types into it what stands in for what is there. */
async function type(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
}

/** Opens the menu of a button and takes an entry of it. */
async function take(page: Page, menu: Locator, entry: string): Promise<void> {
  await press(page, menu);
  const item = page.getByRole("menuitem", { name: entry, exact: true });
  await expect(item).toBeVisible();
  // The menu takes the focus when it has come in.
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await tabTo(page, item, "ArrowDown");
  await page.keyboard.press("Enter");
  // It fades; the next one may hold the same words.
  await expect(item).toHaveCount(0);
}

test("applications: run, duplicated, deleted, taken back and opened", async ({ page }) => {
  const editor = await open(page, "Applications");
  await take(page, page.getByRole("button", { name: "Actions for A flow", exact: true }), "Duplicate");
  const copy = page.getByRole("button", { name: "Actions for A flow (copy)" });
  await expect(copy).toBeVisible();
  await take(page, copy, "Delete");
  await expect(copy).toHaveCount(0);
  await press(page, page.getByRole("button", { name: "Restore" }));
  await expect(copy).toBeVisible();
  await press(page, page.getByRole("link", { name: "A flow", exact: true }));
  await expect(editor.card("Look")).toBeVisible();
  expect(editor.complaints).toEqual([]);
});

test("the keys of tables, and the list of what can be opened, are there without an application", async ({ page }) => {
  await host.save({ ...flow, name: "spare", friendly_name: "Spare" });
  const editor = await open(page, "Applications");
  const spare = page.getByRole("link", { name: "Spare", exact: true });
  await tabTo(page, spare);
  await page.keyboard.press("Alt+Delete");
  await expect(spare).toHaveCount(0);
  await page.keyboard.press("Control+Shift+L");
  await expect(page.getByRole("searchbox")).toBeFocused();
  const list = page.getByPlaceholder("Open anything by its name");
  await page.keyboard.press("Control+p");
  await expect(list).toBeFocused();
  // The key closes it, and opens it again while it closes.
  await page.keyboard.press("Control+p");
  await expect(list).toHaveCount(0);
  for (let count = 0; count < 3; count += 1) await page.keyboard.press("Control+p");
  await expect(list).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+p");
  await expect(list).toBeFocused();
  await page.keyboard.type("Schedul");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Schedules" })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Control+p");
  await page.keyboard.type("Query REST");
  await expect(page.getByText("Step class QueryREST")).toBeVisible();
  // Rows that come after something was typed take the mark of the chosen one with them.
  await page.locator("[data-selected]").evaluateAll((rows) => {
    for (const row of rows) row.removeAttribute("data-selected");
  });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Query REST" }).first()).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Control+p");
  await expect(list).toBeFocused();
  await page.keyboard.type("A flow");
  await page.keyboard.press("Enter");
  await expect(editor.card("Look")).toBeVisible();
  expect(editor.complaints).toEqual([]);
});

test("runs: narrowed, kept, run again and opened", async ({ page }) => {
  const editor = await open(page, "Runs");
  const rows = page.getByRole("row").filter({ hasText: "flow" });
  await expect(rows).toHaveCount(1);
  await take(page, rows.first().getByRole("button"), "Keep for ever");
  await press(page, page.getByLabel("Only kept runs"), "Space");
  await expect(rows).toHaveCount(1);
  await type(page, page.getByLabel("Search by application or run"), "no such run");
  await expect(page.getByText("No run fits this filter")).toBeVisible();
  await press(page, page.getByRole("button", { name: "Clear the filter" }));
  await take(page, rows.first().getByRole("button"), "Run again");
  await expect(rows).toHaveCount(2);
  await press(page, rows.first().getByRole("link", { name: "flow" }));
  await expect(editor.card("Look")).toBeVisible();
  expect(editor.complaints).toEqual([]);
});

test("configurations: made, a value set and changed, an encrypted one too", async ({ page }) => {
  const editor = await open(page, "Configurations");
  await type(page, page.getByLabel("Name of a new one"), "site");
  await page.keyboard.press("Enter");
  await type(page, page.getByLabel("New variable"), "url");
  await type(page, page.getByLabel("Value", { exact: true }), "http://example.test");
  await press(page, page.getByRole("button", { name: "Add" }));
  await expect(page.getByLabel("Value of url")).toHaveValue("http://example.test");
  await type(page, page.getByLabel("New variable"), "password");
  await press(page, page.getByLabel("Encrypted", { exact: true }), "Space");
  await type(page, page.getByLabel("Value", { exact: true }), "rosebud");
  await press(page, page.getByRole("button", { name: "Add" }));
  await expect(page.getByLabel("Value of password")).toHaveAttribute("placeholder", "Type to replace it");
  await type(page, page.getByLabel("Value of url"), "7");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
  expect(await host.ask("GET", "/configurations/site")).toMatchObject({
    configuration_data: [
      { name: "url", value: 7 },
      { name: "password", encrypted: true },
    ],
  });
  expect(editor.complaints).toEqual([]);
});

test("reports: found, read and deleted", async ({ page }) => {
  const editor = await open(page, "Reports");
  const links = page.getByRole("link", { name: "flow" });
  await expect(links.first()).toBeVisible();
  const count = await links.count();
  await press(page, links.first());
  await expect(page.getByRole("table").first()).toBeVisible();
  await press(page, page.getByRole("button", { name: "Delete" }));
  await expect(page.getByRole("button", { name: "Delete" })).toHaveCount(0);
  await expect(links).toHaveCount(count - 1);
  expect(editor.complaints).toEqual([]);
});

test("SyncPacks: listed and looked into", async ({ page }) => {
  const editor = await open(page, "SyncPacks");
  await press(page, page.getByRole("link", { name: /base/i }).first());
  await expect(page.getByText("QueryREST", { exact: true }).first()).toBeVisible();
  expect(editor.complaints).toEqual([]);
});

test("steps: a class found and looked at", async ({ page }) => {
  const editor = await open(page, "Steps");
  await type(
    page,
    page
      .getByRole("searchbox")
      .or(page.getByRole("textbox", { name: /search/i }))
      .first(),
    "Query REST",
  );
  await press(page, page.getByRole("link", { name: /Query ?REST/ }).first());
  await expect(page.getByRole("heading", { name: /Query ?REST/ }).first()).toBeVisible();
  expect(editor.complaints).toEqual([]);
});

test("settings: a queue, a token and the theme", async ({ page }) => {
  const editor = await open(page, "Settings");
  await type(page, page.getByLabel("Steps at once of default"), "4");
  await page.keyboard.press("Tab");
  await expect(async () => {
    expect(await host.ask("GET", "/queues/default")).toMatchObject({ capacity: 4 });
  }).toPass({ timeout: 15_000 });
  await choose(page, "Tokens");
  await type(page, page.getByLabel("Name of a new token"), "robot");
  await press(page, page.getByRole("button", { name: "Create token" }));
  await expect(page.getByText("The new token. It is shown this once.")).toBeVisible();
  await press(page, page.getByRole("button", { name: "Revoke robot" }));
  await expect(page.getByRole("button", { name: "Revoke robot" })).toHaveCount(0);
  await choose(page, "Window and program");
  await tabTo(page, page.getByRole("radio", { checked: true }));
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", /light|dark/);
  expect(editor.complaints).toEqual([]);
});

/** Goes to the tabs and along them with the arrows. */
async function choose(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole("tab", { selected: true }), "Shift+Tab");
  const wanted = page.getByRole("tab", { name });
  for (let presses = 0; presses < 10; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press("ArrowRight");
  }
  await page.keyboard.press("Enter");
  await expect(wanted).toHaveAttribute("aria-selected", "true");
}
