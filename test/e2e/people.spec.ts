import type { Browser } from "@playwright/test";
import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const password = "correct horse battery";
const shared = {
  name: "shared",
  app_variables: [],
  steps: [
    { name: "Say", file: "Log", message: "say", output_to: ["Tell"] },
    { name: "Tell", file: "Log", message: "tell" },
  ],
  layout: {
    version: 1,
    steps: [
      { step: "Say", x: 0, y: 0 },
      { step: "Tell", x: 0, y: 160 },
    ],
    groups: [],
    notes: [],
  },
};

const host = new RealHost();
test.beforeAll(async () => {
  await host.start();
  await host.save(shared);
});
test.afterAll(() => host.close());

/** A person at a browser of their own, logged in and in front of the application. */
async function seat(browser: Browser, name: string): Promise<EditorPage> {
  await host.ask("POST", "/roles/owner", { owner: name, role: "developer", password });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const editor = new EditorPage(await context.newPage());
  const { page } = editor;
  await page.goto(host.address);
  await page.getByLabel("User").fill(name);
  // The host told the browser that nobody is logged in yet.
  editor.complaints.length = 0;
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "shared", exact: true }).click();
  await expect(editor.cards).toHaveCount(2);
  await editor.rest();
  return editor;
}

/** Writes another message into a step. */
async function write(editor: EditorPage, { step, message }: { step: string; message: string }): Promise<void> {
  const panel = editor.page.getByRole("complementary", { name: "Step", exact: true });
  await editor.card(step).click();
  await editor.press("Enter");
  await expect(panel.getByRole("heading", { name: step })).toBeVisible();
  await panel.getByRole("textbox", { name: "Message", exact: true }).fill(message);
  await editor.page.keyboard.press("Tab");
}

async function publish(editor: EditorPage): Promise<void> {
  await editor.page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
}

test("who signs out leaves nothing of a draft in the browser, and the next one logs in", async ({ browser }) => {
  const editor = await seat(browser, "cleo");
  const { page } = editor;
  await page.evaluate(() => localStorage.setItem("sluice.unfinished:cleo:x", "half a password"));
  const kept = (await page.evaluate(() => Object.keys(localStorage))).filter((key) => key.includes("unfinished"));
  expect(kept).toHaveLength(1);
  await page.goto(`${host.address}/settings`);
  await page.getByRole("tab", { name: "Window and program" }).click();
  await expect(page.getByText("You work as cleo, developer")).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByLabel("User")).toBeVisible();
  // Nobody is logged in, as the browser is told.
  editor.complaints.length = 0;
  expect((await page.evaluate(() => Object.keys(localStorage))).filter((key) => key.includes("unfinished"))).toEqual(
    [],
  );
  await page.getByLabel("User").fill("cleo");
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("table").getByRole("link", { name: "shared", exact: true })).toBeVisible();
  expect(editor.complaints).toEqual([]);
  await page.context().close();
});

test("two people change the same and publish, and the second settles it conflict by conflict", async ({ browser }) => {
  const ada = await seat(browser, "ada");
  const ben = await seat(browser, "ben");
  for (const [editor, name] of [
    [ada, "Ada"],
    [ben, "Ben"],
  ] as const) {
    await write(editor, { step: "Say", message: `say ${name}` });
    await write(editor, { step: "Tell", message: `tell ${name}` });
    await expect(editor.page.getByText("Draft, 2 changes")).toBeVisible();
  }
  await ben.canvas.focus();
  await ben.addByKeys("Step Template");
  await expect(ben.card("Step Template")).toBeVisible();
  // Two drafts: nobody sees what the other one has not published.
  await expect(ada.cards).toHaveCount(2);

  await ada.press("Control+s");
  await publish(ada);
  await expect(ada.page.getByText("Published r2")).toBeVisible();
  await expect(ben.page.getByText("r2 is newer")).toBeVisible();

  await ben.press("Control+s");
  const dialog = ben.page.getByRole("dialog");
  await expect(dialog).toContainText("Merge with r2");
  await expect(dialog).toContainText("Conflict 1 of 2: you and ada changed the same");
  for (const [title, text] of [
    ["Before", "say"],
    ["Published meanwhile", "say Ada"],
    ["In your draft", "say Ben"],
  ] as const)
    await expect(dialog.getByRole("region", { name: title }).locator("pre")).toHaveText(text);
  await dialog.getByRole("button", { name: "Keep mine" }).click();
  await expect(dialog).toContainText("Conflict 2 of 2");
  await expect(dialog).toContainText("tell Ada");
  await dialog.getByRole("button", { name: "Back" }).click();
  await dialog.getByRole("button", { name: "Take theirs" }).click();
  await dialog.getByRole("button", { name: "Keep mine" }).click();
  const change = dialog.getByRole("region", { name: "Changed: Say" });
  await expect(change.locator("pre")).toHaveText(["say Ben", "say Ada"]);
  await expect(dialog.getByRole("region")).toHaveCount(1);
  await dialog.getByRole("button", { name: "Merge and go on" }).click();
  await publish(ben);
  await expect(ben.page.getByText("Published r3")).toBeVisible();

  // Whoever has no draft follows.
  await expect(ada.page.getByText("Published r3")).toBeVisible();
  await expect(ada.card("Step Template")).toBeVisible();
  const { steps } = (await host.ask("GET", "/applications/shared")) as { steps: { name: string; message?: string }[] };
  expect(steps.map(({ name, message }) => [name, message])).toEqual([
    ["Say", "say Ada"],
    ["Tell", "tell Ben"],
    ["Step Template", undefined],
  ]);
  const revisions = (await host.ask("GET", "/applications/shared/revisions")) as { author: string }[];
  expect(revisions.map(({ author }) => author).slice(0, 2)).toEqual(["ben", "ada"]);
  expect([...ada.complaints, ...ben.complaints]).toEqual([]);
});
