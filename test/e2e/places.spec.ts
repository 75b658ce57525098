import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { otherComplaints } from "./support/knownComplaints.ts";
import { RealHost } from "./support/RealHost.ts";

const flow = {
  name: "flow",
  friendly_name: "A flow",
  configuration: "site",
  app_variables: [],
  steps: [{ name: "Load", file: "Script", code: "return [1, 2, 3];" }],
};

// One host and one window after another: each test stands on a page of its own and leaves nothing that hurts the next.
const host = new RealHost();
test.beforeAll(async () => {
  await host.start();
  await host.save(flow);
});
test.afterAll(() => host.close());

/** How much of their log the runs of an application keep, the newest first. */
async function listLevels(application: string): Promise<number[]> {
  const { runs } = (await host.ask("GET", `/runs?application=${application}`)) as { runs: { log_level: number }[] };
  return runs.map(({ log_level }) => log_level);
}

test("a custom run is begun from the list, and an application leads to its configuration", async ({ page }) => {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await page.getByRole("button", { name: "Actions for A flow" }).click();
  await page.getByRole("menuitem", { name: "Custom run" }).click();
  await expect(page.getByRole("dialog", { name: "Custom run" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/applications\/flow$/);
  await page.getByRole("link", { name: "Applications", exact: true }).first().click();
  expect(editor.complaints).toEqual([]);
  // Here there is none yet of that name.
  await page.getByRole("link", { name: "site", exact: true }).click();
  await expect(page).toHaveURL(/configurations\/site$/);
});

test("a click on the name in grey opens the application as well", async ({ page }) => {
  await page.goto(host.openLink());
  const box = await page.getByRole("row").getByText("flow", { exact: true }).boundingBox();
  if (box === null) throw new Error("There is no name in grey");
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect(page).toHaveURL(/applications\/flow$/);
});

test("what is said to those who hear the page is not seen, also before the editor is loaded", async ({ page }) => {
  // All that a place has no need of.
  await page.route(/\/assets\/EditorPage.*\.css/, (route) => route.abort());
  await page.goto(host.openLink());
  const heading = page.getByRole("columnheader", { name: "Actions" });
  await expect(heading).toBeVisible();
  const box = await heading.getByText("Actions").boundingBox();
  expect(box?.width).toBeLessThanOrEqual(1);
});

test("applications are run, duplicated, deleted and taken back from the list", async ({ page }) => {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: "A flow", exact: true }) });
  await page.getByRole("button", { name: "Actions for A flow" }).click();
  await page.getByRole("menuitem", { name: "Run", exact: true }).click();
  await expect(row.getByText("Success")).toBeVisible();
  await page.getByRole("button", { name: "Actions for A flow" }).click();
  await page.getByRole("menuitem", { name: "Debug run" }).click();
  await expect.poll(() => listLevels("flow")).toEqual([10, 25]);
  await page.getByRole("button", { name: "Actions for A flow" }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await page.getByRole("button", { name: "Actions for A flow (copy)" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page.getByRole("link", { name: "A flow (copy)" })).toHaveCount(0);
  await page.getByRole("button", { name: "Restore" }).click();
  await expect(page.getByRole("link", { name: "A flow (copy)" })).toBeVisible();
  expect(await editor.faults()).toEqual([]);
  expect(editor.complaints).toEqual([]);
});

test("runs are listed as they come, narrowed, kept, run again, and open on the canvas", async ({ page }) => {
  const editor = new EditorPage(page);
  await host.ask("POST", "/applications/flow/run?wait=10", {});
  await page.goto(host.openLink());
  await page.getByRole("link", { name: "Runs", exact: true }).click();
  const rows = page.getByRole("row").filter({ hasText: "flow" });
  // The list comes after the place.
  await expect(rows.first()).toBeVisible();
  const before = await rows.count();
  await host.ask("POST", "/applications/flow/run?wait=10", {});
  await expect(rows).toHaveCount(before + 1);
  await expect(rows.first()).toContainText("Success");
  await rows.first().getByRole("button").click();
  await page.getByRole("menuitem", { name: "Keep for ever" }).click();
  await page.getByLabel("Only kept runs").check();
  await expect(rows).toHaveCount(1);
  await page.getByLabel("Search by application or run").fill("no such application");
  await expect(page.getByText("No run fits this filter")).toBeVisible();
  expect(await editor.faults()).toEqual([]);
  await page.getByRole("button", { name: "Clear the filter" }).click();
  await rows.first().getByRole("button").click();
  await page.getByRole("menuitem", { name: "Run again" }).click();
  await expect(rows).toHaveCount(before + 2);
  await rows.first().getByRole("link", { name: "flow" }).click();
  await expect(editor.card("Load")).toContainText("Success");
  expect(editor.complaints).toEqual([]);
});

test("a configuration is made, its values are set, and an encrypted one is never shown", async ({ page }) => {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await page.getByRole("link", { name: "Configurations" }).click();
  await expect(page.getByText("No configurations yet")).toBeVisible();
  expect(await editor.faults()).toEqual([]);
  const jump = { name: "jump", connection: "ssh", configuration_data: [{ name: "host", value: "jump.example" }] };
  await host.ask("POST", "/configurations", jump);
  await page.getByLabel("Name of a new one").fill("site");
  await page.keyboard.press("Enter");
  await page.getByLabel("New variable").fill("url");
  await page.getByLabel("Value", { exact: true }).fill("http://example.test");
  await page.getByRole("button", { name: "Add" }).click();
  await expect(page.getByLabel("Value of url")).toHaveValue("http://example.test");
  await page.getByLabel("New variable").fill("password");
  await page.getByLabel("Encrypted", { exact: true }).check();
  await page.getByLabel("Value", { exact: true }).fill("rosebud");
  await page.getByRole("button", { name: "Add" }).click();
  await expect(page.getByLabel("Value of password")).toHaveAttribute("placeholder", "Type to replace it");
  await page.reload();
  await expect(page.getByLabel("Value of password")).toHaveValue("");
  expect(await page.content()).not.toContain("rosebud");
  await page.getByLabel("Value of url").fill("42");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
  expect(await host.ask("GET", "/configurations/site")).toMatchObject({
    configuration_data: [
      { name: "url", value: 42 },
      { name: "password", encrypted: true },
    ],
  });
  await expect(page.getByRole("region", { name: "Used by" })).toContainText("flow");
  expect(await editor.faults()).toEqual([]);
  await page.getByRole("button", { name: "Rename password" }).click();
  const renaming = page.getByRole("dialog", { name: "Rename password" });
  await expect(renaming).toContainText("No step of an application that is aligned with this configuration names it");
  await renaming.getByLabel("New name").fill("url");
  await expect(renaming.getByRole("button", { name: "Rename" })).toBeDisabled();
  await renaming.getByLabel("New name").fill("passphrase");
  expect(await editor.faults()).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(renaming).toHaveCount(0);
  await expect(page.getByLabel("Value of passphrase")).toHaveAttribute("placeholder", "Type to replace it");
  const connection = page.getByRole("region", { name: "Connection" });
  await connection.getByLabel("Kind of connection").click();
  await page.getByRole("option", { name: "postgresql" }).click();
  await connection.getByRole("button", { name: "Test" }).click();
  await expect(connection.getByRole("status")).toContainText('"host" is missing');
  await connection.getByLabel("SSH tunnel").click();
  await page.getByRole("option", { name: "jump" }).click();
  await expect(page.getByLabel("Value of tunnel")).toHaveValue("jump");
  await expect(connection.getByRole("status")).toHaveCount(0);
  expect(await editor.faults()).toEqual([]);
  await connection.getByLabel("Kind of connection").click();
  await page.getByRole("option", { name: "oauth2" }).click();
  await expect(connection.getByLabel("SSH tunnel")).toHaveCount(0);
  await page.getByRole("button", { name: "Remove url" }).click();
  await expect(page.getByLabel("Value of url")).toHaveCount(0);
  expect(editor.complaints).toEqual([]);
});

test("a schedule is made with its next times, refused when wrong, switched off, fired and deleted", async ({
  page,
}) => {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await page.getByRole("link", { name: "Schedules" }).click();
  await page.getByRole("button", { name: "New schedule" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("nightly");
  await dialog.getByRole("combobox", { name: "Application" }).click();
  await page.getByRole("option", { name: "flow", exact: true }).click();
  await dialog.getByLabel("Crontab", { exact: true }).last().fill("61 * * * *");
  await expect(dialog.getByRole("alert").first()).toContainText("61");
  await dialog.getByLabel("Crontab", { exact: true }).last().fill("30 2 * * *");
  await expect(dialog.getByText(/Next times: /)).toBeVisible();
  expect(await editor.faults()).toEqual([]);
  await dialog.getByRole("button", { name: "Save" }).click();
  const row = page.getByRole("row", { name: /nightly/ });
  await expect(row).toContainText("At 02:30 (UTC)");
  await row.getByRole("switch").click();
  await expect(row).toContainText("Never");
  await row.getByRole("button", { name: "Actions for nightly" }).click();
  await page.getByRole("menuitem", { name: "Run now" }).click();
  await expect(page.getByText(/^Run .* started$/)).toBeVisible();
  await row.getByRole("switch").click();
  await page.getByRole("tab", { name: "Week" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "nightly" }).first()).toBeVisible();
  expect(await editor.faults()).toEqual([]);
  await page.getByRole("tab", { name: "List" }).click();
  await row.getByRole("button", { name: "Actions for nightly" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page.getByText("Nothing is scheduled")).toBeVisible();
  expect(editor.complaints.filter((line) => !line.includes("400"))).toEqual([]);
});

test("a schedule is made and deleted by keys alone", async ({ page }) => {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await page.getByRole("link", { name: "Schedules" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "New schedule" }).first().focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.type("by-keys");
  await page.keyboard.press("Tab");
  await page.keyboard.type("flow");
  const option = page.getByRole("option", { name: "flow", exact: true });
  await expect(option).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(option).toHaveAttribute("data-combobox-selected", "true");
  // The list takes no key while it is being drawn.
  await expect(async () => {
    await page.keyboard.press("Enter");
    await expect(option).toBeHidden({ timeout: 1_000 });
  }).toPass();
  const save = dialog.getByRole("button", { name: "Save" });
  await expect(save).toBeEnabled();
  await save.focus();
  await page.keyboard.press("Enter");
  const menu = page.getByRole("button", { name: "Actions for by-keys" });
  await menu.focus();
  await page.keyboard.press("Enter");
  const last = page.getByRole("menuitem", { name: "Delete" });
  await expect(last).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("ArrowUp");
    await expect(last).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Nothing is scheduled")).toBeVisible();
  expect(editor.complaints).toEqual([]);
});

test("a report is found, read, and deleted", async ({ page }) => {
  const editor = new EditorPage(page);
  await host.save({
    name: "counted",
    generate_report: true,
    app_variables: [],
    steps: [{ name: "Look", file: "SystemDiagnostics" }],
  });
  await host.ask("POST", "/applications/counted/run?wait=20", {});
  await page.goto(host.openLink());
  await page.getByRole("link", { name: "Reports" }).click();
  await page.getByRole("link", { name: "counted" }).click();
  await expect(page.getByRole("table").first()).toBeVisible();
  await expect(page.getByRole("link", { name: "CSV" })).toHaveAttribute("href", /export\?format=csv$/);
  expect(await editor.faults()).toEqual([]);
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("No reports yet")).toBeVisible();
  expect(editor.complaints).toEqual([]);
});

test("queues, what is kept, users and tokens are settled by an administrator", async ({ page }) => {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByLabel("Steps at once of default").fill("3");
  await page.keyboard.press("Tab");
  await expect(async () => {
    expect(await host.ask("GET", "/queues/default")).toMatchObject({ capacity: 3 });
  }).toPass();
  await page.getByRole("tab", { name: "Keeping and limits" }).click();
  await page.getByLabel("Days that runs are kept").fill("3");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Save" })).toBeDisabled();
  expect(await host.ask("GET", "/settings")).toMatchObject({ result_expires: 259_200 });
  await page.getByRole("tab", { name: "Tokens" }).click();
  await page.getByLabel("Name of a new token").fill("robot");
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByText("The new token. It is shown this once.")).toBeVisible();
  expect(await editor.faults()).toEqual([]);
  await page.getByRole("button", { name: "Revoke robot" }).click();
  await expect(page.getByRole("button", { name: "Revoke robot" })).toHaveCount(0);
  await page.getByRole("tab", { name: "Users" }).click();
  await page.getByLabel("Name of a new user").fill("ada");
  await page.getByLabel("Password, 12 characters or more").fill("short");
  await page.getByRole("button", { name: "Add user" }).click();
  const refusal = page.getByRole("alert").filter({ hasText: "12" });
  await refusal.getByRole("button", { name: "Copy details" }).click();
  await expect(refusal.getByRole("button", { name: "Copied" })).toBeVisible();
  await page.getByLabel("Password, 12 characters or more").fill("long enough to be one");
  await page.getByRole("button", { name: "Add user" }).click();
  await expect(page.getByRole("button", { name: "Delete ada" })).toBeVisible();
  await page.getByRole("tab", { name: "Data folder" }).click();
  await expect(page.getByText(host.dataFolder)).toBeVisible();
  await expect(page.getByRole("row", { name: /^Database \d/ })).toBeVisible();
  expect(await editor.faults()).toEqual([]);
  await page.getByRole("tab", { name: "Keys" }).click();
  await page.getByRole("textbox", { name: "Search commands and keys" }).fill("switch between light");
  await page.getByRole("button", { name: /^Change the key of Switch between light and dark: / }).click();
  await page.keyboard.press("Control+Alt+p");
  await expect(
    page.getByRole("button", { name: "Change the key of Switch between light and dark: Ctrl+Alt+P" }),
  ).toBeVisible();
  await expect.poll(() => host.ask("GET", "/settings/me/keymap")).toEqual({ "view.theme": ["Mod+Alt+P"] });
  expect(await editor.faults()).toEqual([]);
  await page.getByRole("tab", { name: "Window and program" }).click();
  await page.getByText("Dark", { exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  await expect(page.getByText(/^Sluice .* on Node/)).toBeVisible();
  expect(await editor.faults()).toEqual([]);
  expect(editor.complaints.filter((line) => !line.includes("400"))).toEqual([]);
});

test("every place is free of faults in the dark, and says so when the host is gone", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  for (const name of ["Applications", "Runs", "SyncPacks", "Schedules", "Configurations", "Reports", "Settings"]) {
    await page.getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await editor.faults()).toEqual([]);
  }
  await host.kill();
  await page.getByRole("link", { name: "Runs", exact: true }).click();
  await page.getByLabel("Search by application or run").fill("anything");
  await expect(page.getByText("This could not be read")).toBeVisible({ timeout: 30_000 });
  await host.start();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("No run fits this filter")).toBeVisible();
  expect(otherComplaints(editor.complaints, "hostGone")).toEqual([]);
});
