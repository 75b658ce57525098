import type { Page } from "@playwright/test";
import type { DesktopBridge, DesktopFile, DesktopMenu } from "../../electron/preload/DesktopBridge.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const host = new RealHost();
test.beforeAll(() => host.start());
test.afterAll(() => host.close());

/** What a stand-in of the desktop notes and lets happen. */
interface Desk {
  saved: { name: string; text: string }[];
  shown: string[];
  /** Names of the requests that the page left. */
  givenUp: string[];
  menus: readonly DesktopMenu[];
  hand(name: string, text: string): void;
  click(id: string): void;
}

declare global {
  interface Window {
    desk: Desk;
    sluice?: DesktopBridge;
  }
}

/** Gives the page the bridge that the desktop program would. */
async function addDesktop(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const handed: DesktopFile[] = [];
    const listeners = { command: new Set<(id: string) => void>(), files: new Set<() => void>() };
    window.desk = {
      saved: [],
      shown: [],
      givenUp: [],
      menus: [],
      hand(name, text) {
        handed.push({ name, bytes: new TextEncoder().encode(text) });
        for (const listener of listeners.files) listener();
      },
      click(id) {
        for (const listener of listeners.command) listener(id);
      },
    };
    window.sluice = {
      openFiles: async () => [],
      async saveFile({ name, bytes }) {
        window.desk.saved.push({ name, text: new TextDecoder().decode(bytes) });
        return `/home/me/${name}`;
      },
      showInFolder: async (path) => void window.desk.shown.push(path),
      async setMenu(menus) {
        window.desk.menus = menus;
      },
      takeFiles: async () => handed.splice(0),
      giveUp: async (request) => void window.desk.givenUp.push(request),
      onCommand(listener) {
        listeners.command.add(listener);
        return () => listeners.command.delete(listener);
      },
      onFiles(listener) {
        listeners.files.add(listener);
        return () => listeners.files.delete(listener);
      },
    };
  });
}

const documentOf = (name: string) => ({ name, app_variables: [], steps: [{ name: "Say", file: "Log", message: "x" }] });

test("a file that the system hands over reaches the import", async ({ page, editor: _ }) => {
  await addDesktop(page);
  await page.goto(host.openLink());
  await expect(page.getByRole("main").or(page.getByRole("heading")).first()).toBeVisible();
  await page.evaluate((text) => window.desk.hand("handed.json", text), JSON.stringify(documentOf("handed")));
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("handed");
});

test("the program is told by name what is stopped: the look at an import, and the import", async ({
  page,
  editor: _,
}) => {
  await addDesktop(page);
  const names: (string | undefined)[] = [];
  let arrived = Promise.withResolvers<void>();
  let held = "dry_run=true";
  await page.route(/\/api\/v1\/import\?/, async (route) => {
    if (!route.request().url().includes(held)) return route.continue();
    names.push(route.request().headers()["x-sluice-request"]);
    arrived.resolve();
  });
  await page.goto(host.openLink());
  await expect(page.getByRole("main").or(page.getByRole("heading")).first()).toBeVisible();
  const hand = () =>
    page.evaluate((text) => window.desk.hand("stopped.json", text), JSON.stringify(documentOf("stopped")));
  const givenUp = () => page.evaluate(() => window.desk.givenUp);
  const dialog = page.getByRole("dialog");
  await hand();
  await arrived.promise;
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(givenUp).toEqual(names);

  held = "dry_run=false";
  arrived = Promise.withResolvers<void>();
  await hand();
  await dialog.getByRole("button", { name: "Import" }).click();
  await arrived.promise;
  await dialog.getByRole("button", { name: "Stop" }).click();
  await expect(dialog.getByText("Stopped. What came in before stays")).toBeVisible();
  await expect.poll(givenUp).toEqual(names);
  expect(names).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
});

test("the menu of the system runs commands; an export is saved by its dialog and shown in its folder", async ({
  page,
  editor,
}) => {
  await addDesktop(page);
  await host.save(documentOf("menu"));
  await page.goto(host.openLink());
  await page.getByRole("link", { name: "menu", exact: true }).click();
  await expect(editor.card("Say")).toBeVisible();
  await expect.poll(() => page.evaluate(() => window.desk.menus.map(({ title }) => title))).toContain("Run");
  await page.evaluate(() => window.desk.click("file.exportJson"));
  await expect(page.getByText("Saved /home/me/menu.json")).toBeVisible();
  const saved = await page.evaluate(() => window.desk.saved);
  expect(saved.map(({ name, text }) => [name, JSON.parse(text).name])).toEqual([["menu.json", "menu"]]);
  await page.getByRole("button", { name: "Show in folder" }).click();
  expect(await page.evaluate(() => window.desk.shown)).toEqual(["/home/me/menu.json"]);
  await page.evaluate(() => window.desk.click("edit.undo"));
  await expect(page.getByText("There is nothing to undo")).toBeVisible();
});

test("the place that a notification names shows the failed run with its step open", async ({ page, editor }) => {
  await host.save({
    name: "failing",
    app_variables: [],
    steps: [
      { name: "Fine", file: "Log", message: "x", output_to: ["Broken"] },
      { name: "Broken", file: "Script", code: "throw new Error('no such city')" },
    ],
  });
  const run = (await host.ask("POST", "/applications/failing/run?wait=60", {})) as { id: string };
  const steps = (await host.ask("GET", `/runs/${run.id}/steps`)) as { name: string; step_id: string }[];
  const step = steps.find(({ name }) => name === "Broken")?.step_id ?? "";
  await page.goto(host.openLink());
  await expect(page.getByRole("link", { name: "failing", exact: true })).toBeVisible();
  await page.goto(new URL(`/applications/failing?${new URLSearchParams({ run: run.id, step })}`, page.url()).href);
  await expect(editor.card("Broken")).toContainText("Failed");
  await expect(page.getByText("no such city").first()).toBeVisible();
});
