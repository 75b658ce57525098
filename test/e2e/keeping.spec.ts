import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { otherComplaints } from "./support/knownComplaints.ts";
import { RealHost } from "./support/RealHost.ts";

const host = new RealHost();
test.beforeAll(() => host.start());
test.afterAll(() => host.close());

/** Opens an application of one script that tells the time and one step after it. */
async function openClock(page: Page, name: string): Promise<EditorPage> {
  const places = [
    { step: "Now", x: 0, y: 0 },
    { step: "Say", x: 320, y: 0 },
  ];
  await host.save({
    name,
    friendly_name: name,
    app_variables: [],
    steps: [
      { name: "Now", file: "Script", code: "return Date.now();", output_to: ["Say"] },
      { name: "Say", file: "Log", message: "said" },
    ],
    layout: { version: 1, steps: places, groups: [], notes: [] },
  });
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await page.getByRole("link", { name, exact: true }).click();
  await expect(editor.cards).toHaveCount(2);
  return editor;
}

/** What the newest run of an application saved in its step Now. */
async function savedTime(): Promise<number> {
  const { value } = (await host.ask("GET", "/runs/last/steps/Now/data")) as { value: number };
  return value;
}

test("fifty edits are undone after the program was killed", async ({ page }) => {
  const editor = await openClock(page, "undone");
  await editor.card("Say").click();
  const seq = async (): Promise<number> =>
    ((await host.ask("GET", "/applications/undone/draft?client=test")) as { seq: number }).seq;
  const before = await seq();
  for (let edit = 0; edit < 25; edit += 1) await editor.press("d", "Shift+ArrowDown");
  await expect.poll(seq).toBe(before + 50);
  // Disabled, and its card elsewhere.
  await expect(page.getByText("Draft, 2 changes")).toBeVisible();
  await expect(editor.card("Say")).toContainText("Disabled");
  await host.kill();
  await host.start();
  await page.reload();
  await expect(page.getByText("Draft, 2 changes")).toBeVisible();
  for (let edit = 0; edit < 50; edit += 1) await editor.press("Control+z");
  await expect(page.getByText("Published r1")).toBeVisible();
  await expect(editor.card("Say")).not.toContainText("Disabled");
  await expect(editor.button("Undo")).toBeDisabled();
  expect(otherComplaints(editor.complaints, "hostGone")).toEqual([]);
});

test("an application that is exported, deleted and imported is the same again", async ({ page }) => {
  const editor = await openClock(page, "travelled");
  // The steps of what was deleted keep their ids in the trash: those that come in get new ones.
  const read = async (): Promise<unknown> =>
    JSON.parse(
      JSON.stringify(await host.ask("GET", "/applications/travelled"), (key, value: unknown) =>
        key === "id" ? undefined : value,
      ),
    );
  const before = await read();
  await page.getByRole("button", { name: "Application", exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Export with all it needs" }).click(),
  ]);
  const buffer = readFileSync(await download.path());
  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Applications" }).click();
  await page.getByRole("button", { name: "Actions for travelled" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page.getByRole("button", { name: "Actions for travelled" })).toHaveCount(0);

  const chosen = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import" }).click();
  await (await chosen).setFiles({ name: "travelled.zip", mimeType: "application/zip", buffer });
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Import" }).click();
  await dialog.getByRole("button", { name: "Open travelled" }).last().click();
  await expect(editor.cards).toHaveCount(2);
  await expect(dialog).toHaveCount(0);
  await editor.press("Control+s");
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Published r1")).toBeVisible();
  expect(await read()).toEqual(before);
  expect(editor.complaints).toEqual([]);
});

test("what one does stays as it is when the step classes are read again behind it", async ({ page }) => {
  const editor = await openClock(page, "reread");
  const isRead = Promise.withResolvers<void>();
  await page.route(/\/steps(?:\?|$)/, async (route) => {
    await isRead.promise;
    await route.continue();
  });
  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Applications" }).click();
  const reads = page.waitForRequest(/\/steps(?:\?|$)/);
  await page.getByRole("link", { name: "reread", exact: true }).first().click();
  await editor.card("Say").click();
  await editor.press("Control+s");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  const answer = (await reads).response();
  isRead.resolve();
  await (await answer)?.finished();
  // What would come of it comes in a frame or two.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(editor.card("Say")).toHaveClass(/selected/);
  expect(editor.complaints).toEqual([]);
});

test("two windows of one person show the same draft, and each takes back only its own", async ({ page, context }) => {
  const first = await openClock(page, "twofold");
  const second = new EditorPage(await context.newPage());
  await second.page.goto(page.url());
  await expect(second.cards).toHaveCount(2);
  await first.dropClass("Wait", { x: 640, y: 560 });
  await expect(second.card("Wait")).toBeVisible();
  await expect(second.button("Undo")).toBeDisabled();
  await second.card("Say").click();
  await second.press("d");
  await expect(first.card("Say")).toContainText("Disabled");
  await first.press("Control+z");
  await expect(second.card("Wait")).toHaveCount(0);
  await expect(second.card("Say")).toContainText("Disabled");
  await expect(first.button("Undo")).toBeDisabled();
  await second.press("Control+z");
  await expect(first.page.getByText("Published r1")).toBeVisible();
  expect([...first.complaints, ...second.complaints]).toEqual([]);
});

test("steps are copied in one window and pasted into another application in another one", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const first = await openClock(page, "source");
  const odd = { name: "Odd", file: "Script", code: "return `${ 1 } ${}`;" };
  await host.save({ name: "target", app_variables: [], steps: [odd] });
  await first.press("Control+a", "Control+c");
  const second = new EditorPage(await context.newPage());
  await second.page.goto(new URL("/applications/target", page.url()).href);
  await expect(second.card("Odd")).toBeVisible();
  await second.press("Control+v");
  await expect(second.cards).toHaveCount(3);
  await expect(second.edges).toHaveCount(1);
  // And back, with a text that no shell understands.
  await second.card("Odd").click();
  await second.press("Control+c");
  await page.bringToFront();
  await first.press("Control+v");
  await expect(first.card("Odd")).toBeVisible();
  expect([...first.complaints, ...second.complaints]).toEqual([]);
});

test("a pinned output is what the next runs give, until it is unpinned", async ({ page }) => {
  const editor = await openClock(page, "pinned");
  const last = async (): Promise<{ id: string; state: string } | undefined> =>
    (host.ask("GET", "/runs/last") as Promise<{ id: string; state: string }>).catch(() => undefined);
  const run = async (): Promise<void> => {
    const before = (await last())?.id;
    await editor.press("Control+Enter");
    await expect
      .poll(async () => {
        const found = await last();
        return found?.id === before ? undefined : found?.state;
      })
      .toBe("SUCCESS");
  };
  await run();
  const first = await savedTime();
  await editor.card("Now").click();
  await editor.press("p");
  await expect(page.getByText("1 step gives pinned data in runs from here")).toBeVisible();
  await run();
  await expect(editor.card("Now")).toContainText("Pinned");
  expect(await savedTime()).toBe(first);
  await editor.card("Now").click();
  await editor.press("p");
  await expect(page.getByText("1 step gives pinned data in runs from here")).toHaveCount(0);
  await run();
  expect(await savedTime()).toBeGreaterThan(first);
  expect(editor.complaints).toEqual([]);
});
