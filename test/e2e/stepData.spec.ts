import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const pictures = process.env.SLUICE_PICTURES;
const rows = "return Array.from({ length: 100000 }, (_, n) => ({ id: n, name: 'device ' + n, tags: [n % 3] }));";
const flow = {
  name: "flow",
  app_variables: [],
  steps: [
    { name: "Rows", file: "Script", code: rows, output_to: ["Sum"] },
    { name: "More", file: "Script", code: "return [{ id: -1 }];", output_to: ["Sum"] },
    {
      name: "Sum",
      file: "Script",
      code: "return { text: 'x'.repeat(20000), deep: { a: { b: [1, 2] } }, at: Date.now() };",
    },
  ],
};

const host = new RealHost();
test.beforeAll(async () => {
  await host.start();
  await host.save(flow);
});
test.afterAll(() => host.close());

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `${pictures}/${name}-${scheme}.png` });
  }
  await page.emulateMedia({ colorScheme: "light" });
}

test("what came in and what was saved is read, searched, compared and dragged as an expression", async ({
  page,
  editor,
}) => {
  await page.goto(host.openLink());
  await page.getByRole("link", { name: "flow", exact: true }).click();
  const panel = page.getByRole("complementary", { name: "Step", exact: true });
  const tab = (name: string) => panel.getByRole("tab", { name, exact: true });
  await editor.card("Rows").dblclick();
  await tab("Output").click();
  await expect(panel.getByText("No data of Rows yet.")).toBeVisible();
  expect(await editor.faults()).toEqual([]);
  await picture(page, "data-none");
  await panel.getByRole("button", { name: "Run to Rows" }).click();
  const tree = panel.getByRole("tree", { name: "Tree" });
  await expect(tree.getByRole("treeitem").first()).toContainText("device 0");
  await expect(panel.getByText("100,000 items")).toBeVisible();
  await expect(editor.card("Sum")).not.toContainText("Success");

  // Far down in a list of 100,000 rows, by keys.
  await tree.focus();
  await page.keyboard.press("End");
  await expect(tree.getByText("99999", { exact: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(tree.getByText("name", { exact: true })).toBeVisible();
  await picture(page, "data-tree");
  let pages = 0;
  page.on("request", (request) => {
    if (new URL(request.url()).pathname.endsWith("/data")) pages += 1;
  });
  const took = await page.evaluate(async () => {
    const lines = document.querySelector<HTMLElement>('[role="tree"]');
    const begin = performance.now();
    lines?.scrollTo({ top: 1_200_000 });
    while (!(lines?.textContent ?? "").includes("device 499"))
      await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - begin;
  });
  // Wherever one looks, only what is in view is read.
  expect(pages).toBeLessThanOrEqual(2);
  test.info().annotations.push({ type: "page of 100,000 rows", description: `${Math.round(took)} ms` });

  await tab("Table").click();
  const table = panel.getByRole("grid", { name: "Table" });
  await expect(table.getByRole("columnheader").nth(2)).toHaveText("name");
  await expect(table.getByText('"device 3"')).toBeVisible();
  // By keys: another row, what is in it, and the field that filters.
  await table.focus();
  for (let row = 0; row < 3; row += 1) await page.keyboard.press("ArrowDown");
  await expect(table.getByRole("row", { selected: true })).toContainText("device 3");
  await picture(page, "data-table");
  await page.keyboard.press("Enter");
  const place = panel.getByRole("navigation", { name: "Place in the data" });
  await expect(place).toContainText("3");
  await expect(tree.getByRole("treeitem").first()).toBeVisible();
  await place.getByRole("button").first().click();
  await tab("Table").click();
  await table.focus();
  await page.keyboard.press("Control+Shift+l");
  await expect(panel.getByRole("textbox", { name: "Search keys and values" })).toBeFocused();
  await tab("Schema").click();
  await expect(panel.getByRole("list", { name: "Schema" })).toContainText("tags");
  await picture(page, "data-schema");

  // A search that has to look further than one request does.
  await tab("Tree").click();
  const search = panel.getByRole("textbox", { name: "Search keys and values" });
  await search.fill("device 99998");
  await expect(panel.getByRole("button", { name: "Search on" })).toBeVisible();
  for (let more = 0; more < 8; more += 1) {
    if ((await panel.getByRole("list", { name: "Where it was found" }).getByRole("button").count()) > 0) break;
    await panel.getByRole("button", { name: "Search on" }).click();
    // The button is gone when all was looked through.
    await expect(panel.locator('button[data-loading="true"]')).toHaveCount(0);
  }
  const hit = panel.getByRole("button", { name: /\[99998\]\.name/ });
  await expect(hit).toBeVisible();
  await picture(page, "data-search");
  const field = page.getByRole("textbox", { name: "Search steps" });
  await hit.dragTo(field);
  await expect(field).toHaveValue("${[99998].name}");
  await field.fill("");
  await hit.click();
  await expect(tree.getByRole("treeitem").nth(1)).toContainText("device 99998");

  // The whole flow: the second producer's rows count on after those of the first.
  await page.getByRole("button", { name: "Run", exact: true }).first().click();
  await expect(editor.card("Sum")).toContainText("Success");
  await editor.card("Sum").click();
  await tab("Input").click();
  await panel.getByRole("combobox", { name: "Where the data comes from" }).click();
  await page.getByRole("option", { name: "From More" }).click();
  await tree.getByRole("treeitem").first().dragTo(field);
  await expect(field).toHaveValue("${[100000]}");
  await field.fill("");
  await picture(page, "data-input");

  // A long text is shortened, and the difference to another run.
  await tab("Output").click();
  await tree.getByRole("treeitem").first().click();
  await panel.getByRole("button", { name: "Show more" }).click();
  await expect(panel.getByRole("region", { name: "The whole value" }).locator("pre")).toHaveText("x".repeat(20000));
  await expect(panel.getByRole("link", { name: "Download" }).last()).toHaveAttribute("href", /file\?path=%24\.text/);
  await picture(page, "data-long");
  await page.getByRole("button", { name: "Run", exact: true }).first().click();
  await expect(editor.card("Sum")).toContainText("Success");
  await tab("Changes").click();
  await panel.getByRole("combobox", { name: "Compare with a run" }).click();
  await page.getByRole("option").first().click();
  await expect(panel.getByRole("list", { name: "Changes" })).toContainText("$.at");
  await picture(page, "data-changes");
  expect(await editor.faults()).toEqual([]);
});

test("a path is dragged over the tab of the parameters into a parameter, whatever its kind", async ({
  page,
  editor,
}) => {
  await page.goto(host.openLink());
  await host.save({
    name: "dragged",
    app_variables: [],
    steps: [
      { name: "Make", file: "Script", code: "return { city: 'Bonn', loud: true };", output_to: ["Say"] },
      { name: "Say", file: "Log", message: "In " },
    ],
  });
  await page.goto(new URL("/applications/dragged", page.url()).href);
  const panel = page.getByRole("complementary", { name: "Step", exact: true });
  const tab = (name: string) => panel.getByRole("tab", { name, exact: true });
  await page.getByRole("button", { name: "Run", exact: true }).first().click();
  await expect(editor.card("Say")).toContainText("Success");
  await editor.card("Say").dblclick();
  const drag = async (path: string, to: Locator): Promise<void> => {
    await tab("Input").click();
    await expect(tab("Input")).toHaveAttribute("aria-selected", "true");
    await panel.getByRole("treeitem").filter({ hasText: path }).hover();
    await page.mouse.down();
    await tab("Parameters").hover();
    await expect(tab("Parameters")).toHaveAttribute("aria-selected", "true");
    await to.hover();
    await to.hover();
    await page.mouse.up();
  };
  const tabsAt = async (): Promise<number | undefined> => (await tab("Input").boundingBox())?.y;
  await expect(panel.getByText(/^Saved/)).toBeVisible();
  const before = await tabsAt();
  await drag("city", panel.getByRole("textbox", { name: "Message" }));
  await expect(panel.getByRole("textbox", { name: "Message" })).toHaveValue(/\$\{city\}/);
  await expect(panel.getByRole("status", { name: "What it would be" })).toContainText("Bonn");
  // Nothing jumps when the step becomes stale.
  await expect(panel.getByText("Stale: parameters")).toBeVisible();
  expect(await tabsAt()).toBe(before);
  // A switch takes no text: it becomes an expression.
  await drag("loud", panel.locator('[data-parameter="include_data"]'));
  await expect(panel.getByRole("textbox", { name: "Include the data" })).toHaveValue("${loud}");
  await editor.press("Control+z");
  await expect(panel.getByRole("textbox", { name: "Include the data" })).toHaveCount(0);
  expect(editor.complaints).toEqual([]);
});
