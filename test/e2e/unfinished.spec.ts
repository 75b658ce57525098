import type { Page } from "@playwright/test";
import { CodePage } from "./support/CodePage.ts";
import { expect, test } from "./support/editorTest.ts";
import { FormPage } from "./support/FormPage.ts";

const pictures = process.env.SLUICE_PICTURES;

/** In both themes, where somebody wants to look at them. */
async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${pictures}/${name}-${colorScheme}.png` });
  }
  await page.emulateMedia({ colorScheme: "light" });
}

test("broken parameters stay where they were typed when others are stored meanwhile, and take nothing's place by themselves", async ({
  editor,
  page,
}) => {
  const form = await FormPage.open(editor, "Form");
  const code = new CodePage(page);
  const asJson = form.tool("Show the parameters as a form or as JSON");
  const since = form.panel.getByRole("region", { name: "Stored since you typed" });
  const url = async (): Promise<unknown> => (await form.entry()).url;
  const store = async (value: string): Promise<void> => {
    await form.field("URL").fill(value);
    await form.field("URL").press("Tab");
    await expect.poll(url).toBe(value);
  };
  await store("http://first");
  await store("http://second");
  await asJson.click();
  await code.paste('{ "url": "http://typed", ');
  await expect(form.panel.getByRole("alert")).toContainText("Not stored yet");
  await expect(since).toHaveCount(0);
  // Meanwhile, and in sight.
  await editor.press("Control+z");
  await expect.poll(url).toBe("http://first");
  await expect(since).toContainText("http://first");
  await expect(code.text).toContainText("http://typed");
  await picture(page, "form-since");
  expect(await editor.faults()).toEqual([]);
  // Mended it still waits for a decision.
  await code.paste('{ "url": "http://typed" }');
  await expect(form.panel.getByRole("alert")).toHaveCount(0);
  await asJson.click();
  await expect(form.field("URL")).toHaveValue("http://first");
  await asJson.click();
  await expect(code.text).toContainText("http://typed");
  await expect(since).toContainText("http://first");
  expect(await url()).toBe("http://first");
  await since.getByRole("button", { name: "Go on with mine" }).click();
  await expect(since).toHaveCount(0);
  await expect.poll(url).toBe("http://typed");

  // While one was elsewhere.
  await code.paste('{ "url": "http://other", ');
  await expect(form.panel.getByRole("alert")).toContainText("Not stored yet");
  await asJson.click();
  await store("http://newest");
  await asJson.click();
  await expect(code.text).toContainText("http://other");
  await expect(since).toContainText("http://newest");
  await since.hover();
  await expect(page.getByRole("tooltip")).toHaveCount(0);
  await since.getByRole("button", { name: "Go on with mine" }).click();
  await expect(form.panel.getByRole("alert")).toContainText("Not stored yet");
  expect(await url()).toBe("http://newest");
  await editor.press("Control+z");
  await since.getByRole("button", { name: "Show what is stored instead" }).click();
  await expect(since).toHaveCount(0);
  await expect(code.text).toContainText("http://typed");
});

test("a broken text of a pin stays where it was typed when another pin comes meanwhile", async ({ editor, page }) => {
  const form = await FormPage.open(editor, "Read");
  const tab = (name: string): Promise<void> => form.panel.getByRole("tab", { name, exact: true }).click();
  const data = form.panel.getByRole("textbox", { name: "Test data as JSON" });
  const since = form.panel.getByRole("region", { name: "Stored since you typed" });
  const pin = async (): Promise<unknown> => Object.values((await editor.stored()).pins ?? {})[0];
  await tab("Output");
  for (const [button, text] of [
    ["Write test data", '{ "first": 1 }'],
    ["Edit", '{ "second": 2 }'],
  ] as const) {
    await form.tool(button).click();
    await data.fill(text);
    await form.tool("Pin").click();
    await expect(data).toHaveCount(0);
  }
  await form.tool("Edit").click();
  await expect(data).toHaveValue(/second/);
  await data.fill('{ "typed": ');
  await expect(form.panel).toContainText("No JSON");
  await editor.press("Control+z");
  await expect.poll(pin).toEqual({ first: 1 });
  await expect(since).toContainText('"first": 1');
  await expect(data).toHaveValue('{ "typed": ');
  await picture(page, "pin-since");
  expect(await editor.faults()).toEqual([]);
  await tab("Help");
  await tab("Output");
  await expect(since).toContainText('"first": 1');
  await editor.press("Control+z");
  await expect.poll(pin).toBeUndefined();
  await expect(since).toContainText("What was stored is gone");
  await picture(page, "pin-since-nothing");
  await expect(data).toHaveValue('{ "typed": ');
  await since.getByRole("button", { name: "Go on with mine" }).click();
  await expect(since).toHaveCount(0);
  await data.fill('{ "typed": 3 }');
  await form.tool("Pin").click();
  await expect.poll(pin).toEqual({ typed: 3 });
  // Nothing is typed over it: what comes meanwhile is shown.
  await form.tool("Edit").click();
  await expect(data).toHaveValue(/typed/);
  await editor.press("Control+z");
  await expect(data).toHaveValue("");
  await expect(since).toHaveCount(0);
});

test("data typed for a test is there again after another tab, another step and a reload, until it is removed", async ({
  editor,
  page,
}) => {
  const form = await FormPage.open(editor, "Form");
  const tab = (name: string): Promise<void> => form.panel.getByRole("tab", { name, exact: true }).click();
  const data = form.panel.getByRole("textbox", { name: "Test data as JSON" });
  const rows = form.panel.getByRole("listitem").filter({ hasText: "From Read" });
  await tab("Custom Run");
  await form.tool("Edit").first().click();
  await data.fill('{ "rows": [1] }');
  await form.tool("Use").click();
  await expect(rows).toContainText("typed");
  await picture(page, "test-typed");
  expect(await editor.faults()).toEqual([]);
  await tab("Help");
  await tab("Custom Run");
  await expect(rows).toContainText("typed");
  await editor.card("Read").click();
  await expect(form.panel).toContainText("No step leads here");
  await editor.card("Form").click();
  await expect(rows).toContainText("typed");
  // Broken data over it is there beside it.
  await form.tool("Edit").first().click();
  await expect(data).toHaveValue(/"rows"/);
  await data.fill('{ "rows": [1, ');
  await page.reload();
  await editor.card("Form").click();
  await editor.press("Enter");
  await tab("Custom Run");
  await expect(rows).toContainText("typed");
  await expect(data).toHaveValue('{ "rows": [1, ');
  await form.tool("Cancel").click();
  await rows.getByRole("button", { name: "Remove" }).click();
  await expect(rows).toContainText("saves nothing");
  await expect(rows.getByRole("button", { name: "Edit" })).toBeFocused();
  await tab("Help");
  await tab("Custom Run");
  await expect(rows).not.toContainText("typed");
});
