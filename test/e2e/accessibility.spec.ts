import type { Locator } from "@playwright/test";
import { countOverlays } from "./support/countOverlays.ts";
import { expect, test } from "./support/editorTest.ts";
import { dialogs, lists, menus } from "./support/overlays.ts";
import { walkedFlow } from "./support/walkedFlow.ts";

const groups = {
  "dialog of the document": Object.values(dialogs).flat(),
  "menu of the canvas": Object.values(menus),
  "other dialog, menu or list": lists,
};

// What fades in has its colours at once.
test.use({ contextOptions: { reducedMotion: "reduce" } });

test.beforeEach(async ({ editor, page }) => {
  await page.route("**/documents/walked.json", (route) => route.fulfill({ json: walkedFlow }));
  await page.goto("/applications/walked?published");
  await expect(editor.card("Load")).toBeVisible();
  await editor.rest();
});

/** Opens each tab of a strip, whatever tabs there are. */
async function eachTab(strip: Locator, look: (title: string) => Promise<void>): Promise<void> {
  await expect(strip).toBeVisible();
  for (const tab of await strip.getByRole("tab").all()) {
    await tab.click();
    await expect(tab).toHaveAttribute("aria-selected", "true");
    await look((await tab.textContent()) ?? "");
  }
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
  const [step, below] = ['[aria-label="Step"]', "section:has(> [role=tabpanel])"];
  const lookAt = async (part: string, title: string): Promise<void> =>
    expect.soft([title, await editor.faults(part)]).toEqual([title, []]);
  await editor.card("Load").dblclick();
  await editor.press("Control+j");
  const strip = page.getByRole("tablist", { name: "About the application" });
  await expect(strip).toBeVisible();
  expect.soft(await editor.faults()).toEqual([]);
  await eachTab(strip, (title) => lookAt(below, title));
  await eachTab(page.getByRole("tablist", { name: "About the step" }), async (title) => {
    await lookAt(step, title);
    const modes = page.getByRole("tablist", { name: "How the data is shown" });
    if (title === "Output") await eachTab(modes, (mode) => lookAt(step, `Output as ${mode}`));
  });
  await editor.press("Control+Alt+i");
  await expect(page.getByRole("complementary", { name: "Step", exact: true })).toContainText("Aligned configuration");
  await lookAt(step, "Application");
});

for (const [group, walked] of Object.entries(groups)) {
  test(`no ${group} has a fault in light and dark`, async ({ editor, page }) => {
    for (const { title, open, shown, part = "[role=dialog], [role=menu]", closedBy } of walked) {
      await test.step(title, async () => {
        await open(editor);
        await expect(shown(page).first(), title).toBeVisible();
        expect.soft([title, await editor.faults(part)]).toEqual([title, []]);
        if (closedBy === undefined) await page.keyboard.press("Escape");
        else await page.getByRole("dialog").getByRole("button", { name: closedBy }).click();
        await expect(page.locator(part)).toHaveCount(0);
      });
    }
  });
}

test("every dialog, menu and list of the editor is among those", () => {
  const missing = [...countOverlays()].flatMap(([file, count]) => {
    const walked = Object.values(groups)
      .flat()
      .filter((overlay) => overlay.file === file).length;
    return walked < count ? [`${file} draws ${count}, and ${walked} of them are looked at`] : [];
  });
  expect(missing).toEqual([]);
});
