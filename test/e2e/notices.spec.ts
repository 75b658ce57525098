import { buildTestArchive } from "../packs/buildTestArchive.ts";
import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

declare global {
  interface Window {
    /** How often the person was asked, and what was shown. */
    asked: number;
    told: { title: string; tag: string; click(): void }[];
  }
}

const flow = (name: string, code: string) => ({
  name,
  app_variables: [],
  steps: [{ name: "Work", file: "Script", code }],
});

const host = new RealHost();
test.beforeAll(async () => {
  await host.start();
  await host.save(flow("failing", "throw new Error('no');"));
  await host.save(flow("other", "return 1;"));
});
test.afterAll(() => host.close());

test("a browser asks for notifications when somebody wants them and no sooner; a click on one opens the failed step", async ({
  page,
}) => {
  // Nobody can answer the question of a browser that is tested.
  await page.addInitScript(() => {
    window.asked = 0;
    window.told = [];
    class Notice {
      static permission = "default";
      static async requestPermission(): Promise<string> {
        window.asked += 1;
        Notice.permission = "granted";
        return Notice.permission;
      }
      onclick: (() => void) | undefined;
      constructor(title: string, { tag }: { tag: string }) {
        window.told.push({ title, tag, click: () => this.onclick?.() });
      }
    }
    Object.assign(window, { Notification: Notice });
  });
  const fail = () => host.ask("POST", "/applications/failing/run?wait=20", {});
  const seen = () => page.evaluate(() => ({ asked: window.asked, told: window.told.map(({ tag }) => tag) }));
  const editor = new EditorPage(page);
  const hears = page.waitForResponse((response) => new URL(response.url()).pathname.endsWith("/events"));
  await page.goto(host.openLink());
  await hears;
  await fail();
  await expect(page).toHaveTitle("(1) Sluice");
  await page.getByRole("link", { name: "other", exact: true }).click();
  await expect(editor.card("Work")).toBeVisible();
  expect(await seen()).toEqual({ asked: 0, told: [] });

  await editor.runCommand("Switch notifications of failed runs on or off");
  await expect.poll(seen).toEqual({ asked: 1, told: [] });
  await fail();
  await expect.poll(seen).toEqual({ asked: 1, told: ["failing"] });
  await fail();
  await expect.poll(seen).toEqual({ asked: 1, told: ["failing", "failing"] });
  await page.evaluate(() => window.told.at(-1)?.click());
  await expect(page).toHaveURL(/applications\/failing\?.*step=/);
  await expect(page.getByRole("complementary", { name: "Step", exact: true })).toContainText("Work");
  await expect(page).toHaveTitle("failing - Sluice");

  // What is looked at is not told.
  await fail();
  await expect(editor.card("Work")).toContainText("Failed");
  expect(await seen()).toEqual({ asked: 0, told: [] });

  // What brings a SyncPack into use takes long: whoever waits for it may be elsewhere.
  await host.uploadPack(
    await buildTestArchive({ meta: { name: "eager" }, steps: { Eager: "throw new Error('no');" } }),
  );
  const listens = page.waitForResponse((response) => new URL(response.url()).pathname.endsWith("/events"));
  await page.goto(host.address);
  await listens;
  await page.evaluate(() => Object.assign(Notification, { permission: "granted" }));
  await host.ask("POST", "/syncpacks/eager/runs", { works: ["activate", "install"] });
  await expect.poll(seen).toEqual({ asked: 0, told: ["syncpack:eager"] });
  expect(await page.evaluate(() => window.told[0]?.title)).toBe("SyncPack eager 1.0.0 failed");
  await expect(page).toHaveTitle("(1) Sluice");
  await page.evaluate(() => window.told.at(-1)?.click());
  await expect(page.getByRole("heading", { level: 1, name: "eager" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Progress" })).toContainText("Failed");
  // While its page is in view nothing is told.
  await page.evaluate(() => Object.assign(Notification, { permission: "granted" }));
  await host.ask("POST", "/syncpacks/eager/runs", { works: ["install"] });
  await expect(page.getByRole("region", { name: "Progress" })).toContainText("Failed");
  expect(await seen()).toEqual({ asked: 0, told: [] });
  expect(editor.complaints).toEqual([]);
});
