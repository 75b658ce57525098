import type { JsonObject } from "../../core/base/json.ts";
import { expect, test } from "./support/editorTest.ts";

test("the configuration is chosen, its values set, encrypted ones only replaced", async ({ editor, page }) => {
  await editor.open("form");
  await editor.press("Control+Alt+i");
  const section = page.getByRole("region", { name: "Configuration" });
  await expect(section.getByLabel("Aligned configuration")).toHaveValue("Lab");
  await section.getByLabel("Value of host").fill("other.example");
  await page.keyboard.press("Enter");
  await expect(section.getByLabel("New value of token")).toHaveValue("");
  await section.getByLabel("New value of token").fill("hunter2");
  await page.keyboard.press("Enter");
  await expect(section.getByLabel("New value of token")).toHaveValue("");
  await section.getByRole("button", { name: "Show as JSON" }).click();
  await expect(section.getByText('"other.example"')).toBeVisible();
  await expect(section.getByText("hunter2")).toHaveCount(0);
  expect(await editor.faults()).toEqual([]);
  await section.getByLabel("Aligned configuration").click();
  await page.getByRole("option", { name: "None" }).click();
  await expect.poll(async () => (await editor.stored()).document.configuration).toBeUndefined();
});

test("a variable is added, renamed with its uses, changed and deleted", async ({ editor, page }) => {
  await editor.open("form");
  await editor.card("Form").click();
  await editor.press("Enter");
  await page.getByLabel("URL", { exact: true }).fill("${appvar.city}");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Show the settings of the application" }).click();
  const section = page.getByRole("region", { name: "Variables of the application" });
  await expect(section.getByText("1 use")).toBeVisible();
  await section.getByRole("button", { name: "Find the 1 use of city" }).click();
  const find = page.getByRole("region", { name: "Find", exact: true });
  await expect(find.getByRole("listitem")).toHaveText([/Form/]);
  await page.keyboard.press("Escape");
  await section.getByLabel("Name of city").fill("town");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Rename city to town" });
  await expect(dialog.getByRole("checkbox", { name: "Form, url" })).toBeChecked();
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect(section.getByLabel("Value of town")).toHaveValue("Bonn");
  await section.getByRole("button", { name: "Add a variable" }).click();
  const description = section.getByLabel("Description of variable_1");
  // It is seen as a whole, however long it is.
  await description.fill(
    "Later, when all of the others have come back from their long way around the whole of the world",
  );
  expect(
    await description.evaluate((field) => [field.scrollHeight - field.clientHeight, field.clientHeight > 40]),
  ).toEqual([0, true]);
  await description.fill("Later");
  await section.getByLabel("Value of town").fill("Köln");
  await page.keyboard.press("Enter");
  const read = async (): Promise<JsonObject> => (await editor.stored()).document;
  await expect.poll(read).toMatchObject({
    app_variables: [
      { name: "town", value: "Köln" },
      { name: "variable_1", description: "Later" },
    ],
    steps: [{}, { url: "${appvar.town}" }, {}],
  });
  await section.getByRole("button", { name: "Delete variable_1" }).click();
  await expect.poll(read).toMatchObject({ app_variables: [{ name: "town" }] });
});

test("the settings of an application have no fault", async ({ editor, page }) => {
  await editor.open("form");
  await editor.press("Control+Alt+i");
  await page.getByLabel("Shown name").fill("A form");
  expect(await editor.faults()).toEqual([]);
});
