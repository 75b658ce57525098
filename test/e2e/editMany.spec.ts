import { expect, test } from "./support/editorTest.ts";

test("what several steps have in common is changed at once, and only what was touched", async ({ editor, page }) => {
  await editor.open("showcase");
  await editor.press("Control+a", "Shift+e");
  const dialog = page.getByRole("dialog", { name: /^Edit \d+ steps at once$/ });
  const change = dialog.getByRole("button", { name: "Change", exact: true });
  await expect(dialog.getByText("Their classes have no parameter in common.")).toBeVisible();
  await expect(change).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Retries", exact: true }).fill("4");
  await expect(dialog.getByText(/\d+ steps change/)).toBeVisible();
  await dialog.getByRole("button", { name: "Leave as it is: Retries" }).click();
  await expect(change).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Retries", exact: true }).fill("4");
  expect(await editor.faults()).toEqual([]);
  const before = (await editor.stored()).document;
  await change.click();
  await expect(dialog).toHaveCount(0);
  const steps = before.steps as Record<string, unknown>[];
  await expect
    .poll(async () => (await editor.stored()).document.steps)
    .toEqual(steps.map((step) => ({ ...step, retry_max: 4 })));
  await editor.press("Control+z");
  await expect.poll(async () => (await editor.stored()).document).toEqual(before);
});
