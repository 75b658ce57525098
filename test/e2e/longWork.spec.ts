import type { Page, Route } from "@playwright/test";
import { dropFiles } from "./support/dropFiles.ts";
import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const say = (name: string, message: string) => ({
  name,
  app_variables: [],
  steps: [
    { name: "Begin", file: "Script", code: "return 1;", output_to: ["Tell"] },
    { name: "Tell", file: "Log", message },
  ],
});

const host = new RealHost();
test.beforeAll(async () => {
  await host.start();
  for (const name of ["here", "other", "third"]) await host.save(say(name, "See http://old.example"));
});
test.afterAll(() => host.close());

interface Held {
  /** Resolves when something was asked for. */
  asked: Promise<void>;
  /** Lets what waits, and all that comes, go on. */
  release(): Promise<void>;
}

/** Keeps requests waiting whose path and method are these, as a host with much to do does. */
async function hold(page: Page, { path, method = "GET" }: { path: RegExp; method?: string }): Promise<Held> {
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  const waiting: Route[] = [];
  let isHeld = true;
  await page.route(
    (url) => path.test(url.pathname + url.search),
    async (route) => {
      if (!isHeld || route.request().method() !== method) return route.fallback();
      waiting.push(route);
      resolve();
    },
  );
  return {
    asked,
    async release() {
      isHeld = false;
      // One that was given up is no longer there.
      await Promise.all(waiting.map((route) => route.continue().catch(() => undefined)));
    },
  };
}

/** What the window gave up. */
function listGivenUp(page: Page): string[] {
  const paths: string[] = [];
  page.on("requestfailed", (request) => paths.push(new URL(request.url()).pathname.replace("/api/v1", "")));
  return paths;
}

async function open(page: Page, name?: string): Promise<EditorPage> {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await expect(page.getByRole("link", { name: "here", exact: true }).first()).toBeVisible();
  if (name === undefined) return editor;
  await page.getByRole("link", { name, exact: true }).click();
  await expect(editor.card("Tell")).toBeVisible();
  await editor.rest();
  return editor;
}

test("an import says how far it is, and is stopped: what came in stays, and it can go on", async ({ page }) => {
  const editor = await open(page);
  const gone = listGivenUp(page);
  const files = Object.fromEntries(
    ["new-1", "new-2"].map((name) => [`${name}.json`, JSON.stringify(say(name, "x"))] as const),
  );
  const looking = await hold(page, { path: /\/import\?.*dry_run=true/, method: "POST" });
  await dropFiles(page, files);
  const dialog = page.getByRole("dialog");
  const bar = dialog.getByRole("progressbar", { name: "Looking at what is in it" });
  await expect(bar).toBeVisible();
  expect(await editor.faults()).toEqual([]);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => gone).toEqual(["/import"]);
  await looking.release();

  await dropFiles(page, files);
  const taking = await hold(page, { path: /\/import\?.*dry_run=false/, method: "POST" });
  await dialog.getByRole("button", { name: "Import" }).click();
  await taking.asked;
  await expect(dialog.getByRole("progressbar", { name: "Importing" })).toBeVisible();
  // What leaves the dialog stops it first.
  await page.keyboard.press("Escape");
  await expect(dialog.getByText("Stopped. What came in before stays")).toBeVisible();
  await expect.poll(() => gone).toEqual(["/import", "/import"]);
  await taking.release();
  await dialog.getByRole("button", { name: "Import" }).click();
  await expect(dialog.getByRole("region", { name: "What came in" }).getByRole("listitem")).toHaveCount(2);
  expect(editor.complaints.filter((text) => !text.includes("ERR_FAILED"))).toEqual([]);
});

test("hundreds of files come in with a bar that moves", async ({ page }) => {
  const editor = await open(page);
  const files = Array.from({ length: 300 }, (_, index) => `many-${index}`);
  await dropFiles(page, Object.fromEntries(files.map((name) => [`${name}.json`, JSON.stringify(say(name, "x"))])));
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("row")).toHaveCount(301);
  await dialog.getByRole("button", { name: "Import" }).click();
  await expect(dialog.getByText(/^Importing: \d+ of 300$/)).toBeVisible();
  await expect(dialog.getByRole("region", { name: "What came in" }).getByRole("listitem")).toHaveCount(300);
  expect(editor.complaints).toEqual([]);
});

test("an archive that takes long is told of, and given up", async ({ page }) => {
  const editor = await open(page);
  const gone = listGivenUp(page);
  const held = await hold(page, { path: /\/applications\/other\/export/ });
  const [files] = [[] as string[]];
  page.on("download", (download) => files.push(download.suggestedFilename()));
  const begin = async (): Promise<void> => {
    await page.getByRole("button", { name: "Actions for other" }).click();
    await page.getByRole("menuitem", { name: "Export" }).click();
  };
  await begin();
  const notice = page.getByRole("alert").filter({ hasText: "Exporting other" });
  await expect(notice).toBeVisible();
  expect(await editor.faults()).toEqual([]);
  await notice.getByRole("button", { name: "Stop" }).click();
  await expect(notice).toHaveCount(0);
  await expect.poll(() => gone).toEqual(["/applications/other/export"]);
  await held.release();
  const [download] = await Promise.all([page.waitForEvent("download"), begin()]);
  expect(download.suggestedFilename()).toBe("other.zip");
  expect(files).toEqual(["other.zip"]);
});

test("reading and replacing everywhere says how far it is, and is stopped where it stands", async ({ page }) => {
  const editor = await open(page, "here");
  const held = await hold(page, { path: /\/applications\/third\/draft\?/ });
  await editor.press("Control+Shift+F");
  const panel = page.getByRole("region", { name: "Find", exact: true });
  await page.keyboard.type("old.example");
  await expect(panel.getByText(/^Reading the applications: \d+ of \d+$/)).toBeVisible();
  expect(await editor.faults('[aria-label="Find"]')).toEqual([]);
  await panel.getByRole("button", { name: "Stop" }).click();
  await expect(panel.getByRole("radio", { name: "This application" })).toBeChecked();
  await held.release();
  await panel.getByText("Everywhere").click();
  await expect(panel.getByRole("heading")).toContainText(["This application", "other", "third"]);

  const writing = await hold(page, { path: /\/applications\/other\/draft/, method: "PATCH" });
  await panel.getByRole("textbox", { name: "Replace by" }).fill("new.example");
  await panel.getByRole("button", { name: "Replace chosen" }).click();
  await writing.asked;
  const notice = page.getByRole("alert").filter({ hasText: "Replacing: 0 of 2" });
  await notice.getByRole("button", { name: "Stop" }).click();
  await writing.release();
  // What was under way is done; nothing else begins.
  await expect(page.getByText("Also replaced in 1 draft elsewhere")).toBeVisible();
  await expect(panel.getByRole("heading")).toContainText(["third"]);
  await expect(panel.getByRole("region")).toHaveCount(1);
});

test("comparing what the steps of two runs saved is stopped, and goes on", async ({ page }) => {
  for (let run = 0; run < 2; run += 1) await host.ask("POST", "/applications/here/run?wait=20", {});
  const editor = await open(page);
  const held = await hold(page, { path: /\/diff\?/ });
  await page.getByRole("link", { name: "Runs", exact: true }).click();
  const boxes = page.getByRole("checkbox", { name: /^Choose run/ });
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "Begin" }) });
  await expect(page.getByText(/^Comparing what the steps saved: 0 of \d$/)).toBeVisible();
  expect(await editor.faults()).toEqual([]);
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(row).toContainText("Not compared");
  await held.release();
  await page.getByRole("button", { name: "Go on comparing" }).click();
  await expect(row).toContainText("The same");
  await expect(page.getByRole("progressbar")).toHaveCount(0);
});

test("a SyncPack that takes long to arrive is told of, and given up", async ({ page }) => {
  await open(page);
  const gone = listGivenUp(page);
  const held = await hold(page, { path: /\/syncpacks/, method: "POST" });
  await dropFiles(page, { "large.tgz": "no archive at all" });
  const notice = page.getByRole("alert").filter({ hasText: "Importing large.tgz" });
  await notice.getByRole("button", { name: "Stop" }).click();
  await expect(notice).toHaveCount(0);
  await expect.poll(() => gone).toEqual(["/syncpacks"]);
  await held.release();
});

test("a connection that does not answer is waited for no longer than somebody likes", async ({ page }) => {
  await host.ask("POST", "/configurations", { name: "erp", connection: "postgresql", configuration_data: [] });
  const editor = await open(page);
  const gone = listGivenUp(page);
  const held = await hold(page, { path: /\/connections\/erp\/test/, method: "POST" });
  await page.getByRole("link", { name: "Configurations", exact: true }).click();
  await page.getByRole("link", { name: "erp", exact: true }).click();
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await expect(page.getByRole("progressbar", { name: "Trying the connection" })).toBeVisible();
  expect(await editor.faults()).toEqual([]);
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await expect.poll(() => gone).toEqual(["/connections/erp/test"]);
  await held.release();
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await expect(page.getByRole("region", { name: "Connection" }).getByRole("status")).toContainText(/host/i);
});

test("files that a slow disk gives are told of, and left", async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    File.prototype.arrayBuffer = () => new Promise(() => undefined);
  });
  await dropFiles(page, { "a.json": "{}", "b.json": "{}" });
  const notice = page.getByRole("alert").filter({ hasText: "Reading the files: 0 of 2" });
  await notice.getByRole("button", { name: "Stop" }).click();
  await expect(notice).toHaveCount(0);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
