import { expect, test } from "./support/editorTest.ts";

const pictures = process.env.SLUICE_PICTURES;

test("nothing lies over the step that one goes to, however little room there is", async ({ editor, page }) => {
  await editor.open("showcase");
  const { document } = await editor.stored();
  const names = (document.steps as { name: string }[]).map(({ name }) => name);
  await editor.press("Control+j");
  await editor.rest();
  const covered: string[] = [];
  const look = async (way: string, name: string): Promise<void> => {
    await expect.poll(() => editor.selectionNews()).toBe(`${name} selected`);
    await editor.rest();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    if (await editor.isFree(name)) return;
    covered.push(`${way}: ${name}`);
    if (pictures) await page.screenshot({ path: `${pictures}/covered-${covered.length}.png` });
  };
  for (const name of names) {
    await editor.press("Control+p");
    await expect(page.getByPlaceholder("Go to a step or open anything by its name")).toBeFocused();
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    await look("by name", name);
  }
  const failed = names.map(
    (_, at) => ({ stepId: `step-${at}`, state: "FAILURE", startedAt: 0, finishedAt: 1 }) as const,
  );
  await editor.showRun("FAILURE", failed);
  for (const _ of names) {
    const before = await editor.selectionNews();
    await editor.press("F8");
    await expect.poll(() => editor.selectionNews()).not.toBe(before);
    await look("by F8", (await editor.selectionNews()).replace(/ selected$/, ""));
  }
  if (pictures) await page.screenshot({ path: `${pictures}/go-to-step.png` });
  await editor.press("Control+Shift+f");
  const panel = page.getByRole("region", { name: "Find", exact: true });
  for (const name of names) {
    await panel.getByRole("textbox", { name: "Find", exact: true }).fill(name);
    // Other steps may hold the name in a text.
    await panel.getByRole("button", { name }).first().click();
    await look("by search", (await editor.selectionNews()).replace(/ selected$/, ""));
  }
  if (pictures) await page.screenshot({ path: `${pictures}/go-to-step-search.png` });
  expect(covered).toEqual([]);
});

test("the key that opens a list closes it, and opens it again while it closes", async ({ editor, page }) => {
  await editor.open("showcase");
  for (const [key, field] of [
    ["Control+p", "Go to a step or open anything by its name"],
    ["Control+k", "Search commands"],
  ] as const) {
    const search = page.getByRole("textbox", { name: field }).or(page.getByRole("searchbox", { name: field }));
    await editor.press(key);
    await expect(search).toBeFocused();
    await page.keyboard.press(key);
    await expect(search).toHaveCount(0);
    await editor.press(key);
    await expect(search).toBeFocused();
    // In one breath.
    await page.keyboard.press(key);
    await page.keyboard.press(key);
    await expect(search).toBeFocused();
    await page.keyboard.type("Plan bikes");
    await expect(search).toHaveValue("Plan bikes");
    await page.keyboard.press("Escape");
    await expect(search).toHaveCount(0);
  }
});

test("back and forward go through the steps that were open, and to no step at all", async ({ editor, page }) => {
  await editor.open("showcase");
  const title = page.getByRole("complementary", { name: "Step", exact: true }).getByRole("heading", { level: 2 });
  await editor.card("Add up the orders").dblclick();
  await expect(title).toHaveText("Add up the orders");
  await editor.card("Find heavy parcels").click();
  await expect(title).toHaveText("Find heavy parcels");
  await page.goBack();
  await expect(title).toHaveText("Add up the orders");
  await expect(page).toHaveURL(/step=step-3$/);
  expect(await editor.selectionNews()).toBe("Add up the orders selected");
  await page.goForward();
  await expect(title).toHaveText("Find heavy parcels");
  await expect(page).toHaveURL(/step=step-4$/);
  await page.goBack();
  await page.goBack();
  await expect(title).toHaveCount(0);
  await expect(page).toHaveURL(/applications\/showcase$/);
  await page.goForward();
  await expect(title).toHaveText("Add up the orders");
  // Where one went back to, one goes on: what is opened then leads back to it.
  await editor.card("Check the addresses").click();
  await expect(title).toHaveText("Check the addresses");
  await page.goBack();
  await expect(title).toHaveText("Add up the orders");
});
