import type { Page } from "@playwright/test";
import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const pictures = process.env.SLUICE_PICTURES;

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${pictures}/${name}-${colorScheme}.png` });
  }
}

const flow = (name: string, message: string) => ({
  name,
  app_variables: [],
  steps: [
    { name: "Begin", file: "Log", message: "Good morning", output_to: ["Tell"] },
    { name: "Tell", file: "Log", message },
  ],
});

const host = new RealHost();
test.beforeAll(async () => {
  await host.start();
  await host.save(flow("here", "See http://old.example/a"));
  await host.save(flow("there", "See http://old.example/b"));
  await host.save(flow("kept", "See http://old.example/c"));
});
test.afterAll(() => host.close());

test("a text is found in all applications, and replaced in the chosen ones, which are drafts then", async ({
  page,
}) => {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await page.getByRole("link", { name: "here", exact: true }).click();
  await expect(editor.card("Tell")).toBeVisible();
  await editor.rest();
  await editor.press("Control+Shift+F");
  const panel = page.getByRole("region", { name: "Find", exact: true });
  await page.keyboard.type("old.example");
  await expect(panel.getByRole("region")).toHaveCount(3);
  await expect(panel.getByRole("heading")).toContainText(["This application", "kept", "there"]);
  // Each says where it is, as the form calls it.
  await expect(panel.getByText("Message", { exact: true })).toHaveCount(3);
  expect(await editor.faults('[aria-label="Find"]')).toEqual([]);
  // What Mantine draws has the greys of the theme in the dark too.
  await page.emulateMedia({ colorScheme: "dark" });
  const control = panel.getByRole("radiogroup", { name: "Where to look" });
  const ground = await control.evaluate((element) => {
    const token = document.createElement("i");
    token.style.background = "var(--sl-sunken)";
    document.body.append(token);
    const { backgroundColor } = getComputedStyle(token);
    token.remove();
    return { own: getComputedStyle(element).backgroundColor, token: backgroundColor };
  });
  expect(ground.own).toBe(ground.token);
  await page.emulateMedia({ colorScheme: "light" });
  await panel.getByRole("region", { name: "kept" }).getByRole("checkbox").uncheck();
  await panel.getByRole("textbox", { name: "Replace by" }).fill("new.example");
  await panel.getByRole("button", { name: "Replace chosen" }).click();
  await expect(page.getByText("Also replaced in 1 draft elsewhere. It counts once it is published.")).toBeVisible();
  await expect(panel.getByRole("heading")).toContainText(["kept"]);
  await expect(panel.getByRole("region")).toHaveCount(1);

  // Taken back wherever nothing came after it.
  await panel.getByRole("region", { name: "kept" }).getByRole("checkbox").check();
  await panel.getByRole("button", { name: "Replace chosen" }).click();
  await expect(panel.getByRole("region")).toHaveCount(0);
  await expect(panel.getByText("“old.example” was replaced by “new.example”.")).toBeVisible();
  await picture(page, "find-replaced");
  expect(await editor.faults('[aria-label="Find"]')).toEqual([]);
  await panel.getByRole("button", { name: "Undo this replacement" }).click();
  await expect(page.getByText("Taken back in 1 draft.")).toBeVisible();
  await expect(panel.getByRole("region", { name: "kept" })).toBeVisible();
  await panel.getByRole("textbox", { name: "Find", exact: true }).fill("example");
  await panel.getByRole("textbox", { name: "Replace by" }).fill("sample");
  await panel.getByRole("button", { name: "Replace chosen" }).click();
  await expect(panel.getByRole("button", { name: "Undo this replacement" })).toBeVisible();
  await host.ask("PUT", "/applications/kept/draft?client=other", flow("kept", "See http://other.sample/c"));
  await panel.getByRole("button", { name: "Undo this replacement" }).click();
  await expect(page.getByText("Not taken back in kept: It was changed since.")).toBeVisible();
  await expect(page.getByText("Taken back in 2 drafts.")).toBeVisible();
  await expect(panel.getByRole("heading")).toContainText(["This application", "there"]);
  await expect(panel.getByRole("button", { name: "Undo this replacement" })).toHaveCount(0);

  // A place in another application is one click away, at its step.
  await panel.getByRole("textbox", { name: "Find", exact: true }).fill("new.example");
  await panel.getByRole("region", { name: "there" }).getByRole("button", { name: /Tell/ }).click();
  await expect(page).toHaveURL(/applications\/there\?step=/);
  await expect(page.getByText("Draft, 1 change")).toBeVisible();
  await expect(page.getByLabel("Message", { exact: true })).toHaveValue("See http://new.example/b");
  await editor.press("Control+z");
  await expect(page.getByLabel("Message", { exact: true })).toHaveValue("See http://old.example/b");
  expect(editor.complaints).toEqual([]);
});
