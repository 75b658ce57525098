import type { Page } from "@playwright/test";
import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

// Nobody has done anything here: the places say so, and what to do.
const host = new RealHost();
test.beforeAll(() => host.start());
test.afterAll(() => host.close());

/** What each place says when there is nothing in it, or begins with when there always is something. */
const empty = {
  Applications: "There is no application yet",
  Runs: "Nothing ran yet",
  Steps: "Steps",
  SyncPacks: "SyncPacks",
  Schedules: "Nothing is scheduled",
  Configurations: "No configurations yet",
  Reports: "No reports yet",
  Settings: "Settings",
} as const;

/** The addresses of other computers that the page asks. */
function watchStrangers(page: Page): string[] {
  const strangers: string[] = [];
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== host.address && protocol !== "data:" && protocol !== "blob:") strangers.push(request.url());
  });
  return strangers;
}

async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole("link", { name: place, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

test("every place says that nothing is there, has no fault in either theme, and asks nobody else", async ({ page }) => {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  const strangers = watchStrangers(page);
  for (const [place, text] of Object.entries(empty)) {
    await goTo(page, place);
    await expect(page.getByText(text, { exact: true }).first(), place).toBeVisible();
    expect([place, await editor.faults()]).toEqual([place, []]);
  }
  expect(strangers).toEqual([]);
  expect(editor.complaints).toEqual([]);
});

test("a place whose host is gone says so, and is there again when the host is", async ({ page }) => {
  await page.goto(host.openLink());
  await goTo(page, "Settings");
  // A place that was never opened has nothing to show.
  await host.kill();
  const places = ["Runs", "Schedules", "Configurations", "Reports"];
  for (const place of places) {
    await page.getByRole("link", { name: place, exact: true }).click();
    await expect(page.getByText("This could not be read").first(), place).toBeVisible({ timeout: 30_000 });
  }
  await page.getByRole("button", { name: "Copy details" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  await host.start();
  for (const place of places) {
    await goTo(page, place);
    const again = page.getByRole("button", { name: "Try again" });
    const text = page.getByText(empty[place as keyof typeof empty], { exact: true }).first();
    // It may have found the host by itself.
    await expect(async () => {
      if (await again.isVisible()) await again.click();
      await expect(text).toBeVisible({ timeout: 2_000 });
    }, place).toPass({ timeout: 20_000 });
  }
});

test("a file that is no application is refused with its place, and nothing comes in", async ({ page }) => {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import" }).first().click();
  await (await chooser).setFiles({
    name: "broken.json",
    mimeType: "application/json",
    buffer: Buffer.from('{\n  "name": "broken",\n  "steps": [}\n'),
  });
  await expect(page.getByText(/broken\.json/).first()).toBeVisible();
  await expect(page.getByText(/line 3/i).first()).toBeVisible();
  expect(await editor.faults()).toEqual([]);
  expect(await host.ask("GET", "/applications")).toEqual([]);
  expect(editor.complaints.filter((line) => !/40\d|422/.test(line))).toEqual([]);
});
