import type { Locator } from "@playwright/test";
import type { StepManifest } from "../../core/model/StepManifest.ts";
import { expect, test } from "./support/editorTest.ts";
import { findUnseen } from "./support/findUnseen.ts";
import { closeButton, dialogs, lists, menus } from "./support/overlays.ts";
import { walkedClasses, walkedFlow } from "./support/walkedFlow.ts";

const groups = {
  "dialog of the document": Object.values(dialogs).flat(),
  "menu of the canvas": Object.values(menus),
  "other dialog, menu or list": lists,
};

// What fades in has its colours at once.
test.use({ contextOptions: { reducedMotion: "reduce" } });

test.beforeEach(async ({ editor, page }) => {
  // Many looks, each over the whole page.
  test.slow();
  await page.route("**/documents/walked.json", (route) => route.fulfill({ json: walkedFlow }));
  // Each look goes over all of the page: a few rows of the registry are as good as all of them.
  await page.route("**/manifests.json", async (route) => {
    const classes = (await (await route.fetch()).json()) as StepManifest[];
    await route.fulfill({ json: classes.filter(({ file }) => walkedClasses.has(file)) });
  });
  await page.goto("/applications/walked?published");
  await expect(editor.card("Load")).toBeVisible();
  await editor.rest();
});

/** Opens a tab of a strip by its position; the last one counts for those that are not there. Resolves with its title. */
async function openTab(strip: Locator, position: number): Promise<string> {
  const tab = strip.getByRole("tab").nth(Math.min(position, (await strip.getByRole("tab").count()) - 1));
  await tab.click();
  await expect(tab).toHaveAttribute("aria-selected", "true");
  return (await tab.textContent()) ?? "";
}

test("no panel has a fault in light and dark, whatever tab is open", async ({ editor, page }) => {
  await editor.showRun("FAILURE", [
    { stepId: "step-0", state: "SUCCESS", startedAt: 0, finishedAt: 900, data: { kind: "list", bytes: 9, count: 3 } },
    { stepId: "step-1", state: "RETRY" },
    { stepId: "step-2", state: "FAILURE", startedAt: 0, finishedAt: 900 },
  ]);
  await page.evaluate(() => {
    window.stepData.data.set("step-run", [{ a: 1 }, { a: "two", b: null }]);
    const rows = [{ key: undefined, status: undefined, row: { city: "Bonn" } }];
    const columns = [{ column: "city", title: "City" }];
    window.reports.reports.set("run-1", [{ name: "Deliveries", columns, subTables: [{ dataKey: undefined, rows }] }]);
    window.log.add("a line", 30);
    window.log.tell();
  });
  const strips = ["About the step", "About the application"].map((name) => page.getByRole("tablist", { name }));
  const parts = '[aria-label="Step"], section:has(> [role=tabpanel])';
  const lookAt = async (title: string): Promise<void> =>
    expect.soft([title, await editor.faults(parts)]).toEqual([title, []]);
  await editor.card("Load").dblclick();
  await editor.press("Control+j");
  for (const strip of strips) await expect(strip).toBeVisible();
  expect.soft(await editor.faults()).toEqual([]);
  // The panels at the side and below are looked at together, tab by tab.
  const counts = await Promise.all(strips.map((strip) => strip.getByRole("tab").count()));
  for (let position = 0; position < Math.max(...counts); position += 1) {
    const titles: string[] = [];
    for (const strip of strips) titles.push(await openTab(strip, position));
    await lookAt(titles.join(", "));
    if (titles[0] !== "Output") continue;
    const modes = page.getByRole("tablist", { name: "How the data is shown" });
    await expect(modes).toBeVisible();
    for (let mode = 1; mode < (await modes.getByRole("tab").count()); mode += 1) {
      await lookAt(`Output as ${await openTab(modes, mode)}`);
    }
  }
  await editor.press("Control+Alt+i");
  await expect(page.getByRole("textbox", { name: "Value of host" })).toBeVisible();
  await lookAt("Application");
});

for (const [group, walked] of Object.entries(groups)) {
  test(`no ${group} has a fault in light and dark`, async ({ editor, page }) => {
    for (const { title, open, shown, part = "[role=dialog], [role=menu]", closedBy } of walked) {
      await test.step(title, async () => {
        await open(editor);
        await expect(shown(page).first(), title).toBeVisible();
        await expect.soft(closeButton(page), `focus of ${title}`).toHaveCount(0);
        expect.soft([title, await editor.faults(part)]).toEqual([title, []]);
        if (closedBy === undefined) await page.keyboard.press("Escape");
        else await page.getByRole("dialog").getByRole("button", { name: closedBy }).click();
        await expect(page.locator(part)).toHaveCount(0);
      });
    }
  });
}

test("every dialog, menu and list of the editor is among those", () => {
  expect(findUnseen("editor", Object.values(groups).flat())).toEqual([]);
});
