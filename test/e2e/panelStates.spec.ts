import type { Locator, Page } from "@playwright/test";
import type { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { type Cell, type PanelName, panels, type State, states, worlds } from "./support/panelStates.ts";

/** What is large takes long on a busy machine, ms. */
const patience = 120_000;

test.beforeEach(() => test.slow());

/** Opens the editor over the application of a state; `asked`: how its ports answer. */
async function openWorld(editor: EditorPage, state: State, asked = ""): Promise<void> {
  const { page } = editor;
  const { flow, classes } = worlds[state];
  await page.route("**/documents/states.json", (route) => route.fulfill({ json: flow }));
  await page.route("**/manifests.json", (route) => route.fulfill({ json: classes }));
  await page.goto(`/applications/states${asked}`);
  await expect(editor.canvas).toBeVisible({ timeout: patience });
  await editor.rest();
}

/** Brings a panel on screen. */
async function show(editor: EditorPage, name: PanelName, step: string): Promise<Locator> {
  const { page } = editor;
  const [of, tab] = name.split(" ");
  if (of === "canvas") return editor.canvas;
  if (of === "registry") return page.getByRole("complementary", { name: "Steps", exact: true });
  if (of === "application") {
    await editor.press("Control+Alt+i");
    const panel = page
      .getByRole("region", { name: "Configuration" })
      .or(page.getByRole("region", { name: "Variables of the application" }));
    await expect(panel.first()).toBeVisible();
  }
  if (of === "step") await openStep(editor, step);
  if (of === "bottom" && !(await page.getByRole("tablist", { name: "About the application" }).isVisible())) {
    await editor.press("Control+j");
  }
  if (tab !== undefined) {
    const strip = page.getByRole("tablist", { name: of === "step" ? "About the step" : "About the application" });
    await strip.locator(`[data-tab="${tab}"]`).click();
  }
  const side = of === "bottom" ? "section:has(> [role=tabpanel])" : 'aside[aria-label="Step"]';
  return page.locator(side);
}

/** By its name: a card may be painted, or hidden by a panel. */
async function openStep(editor: EditorPage, name: string): Promise<void> {
  const head = editor.page.locator('aside[aria-label="Step"]').getByRole("heading", { name, exact: true });
  if (await head.isVisible()) return;
  await editor.press("Control+p");
  await editor.page.getByPlaceholder("Go to a step or open anything by its name").fill(name);
  await expect(
    editor.page.getByRole("option").or(editor.page.locator(".mantine-Spotlight-action")).first(),
  ).toContainText(name);
  await editor.page.keyboard.press("Enter");
  await expect(head).toBeVisible();
}

/** Looks at each panel that can be in a state, one after the other. */
async function lookAtAll(editor: EditorPage, state: State): Promise<void> {
  for (const [name, cells] of Object.entries(panels) as [PanelName, (typeof panels)[PanelName]][]) {
    const cell = cells[state];
    if (cell === "the document") continue;
    await test.step(`${name}, ${state}`, () => lookAt(editor, { name, state, cell }));
  }
}

async function lookAt(
  editor: EditorPage,
  { name, state, cell }: { name: PanelName; state: State; cell: Cell },
): Promise<void> {
  const panel = await show(editor, name, cell.step ?? worlds[state].step);
  await cell.prepare?.(editor);
  const { page } = editor;
  const said = cell.says(panel, page);
  await expect(said, `${name}, ${state}`).toBeVisible({ timeout: patience });
  if (cell.most !== undefined) {
    expect(await cell.most.lines(panel).count(), `lines of ${name}`).toBeLessThanOrEqual(cell.most.count);
  }
  if (cell.retry === undefined) return;
  // The way out is beside it, and works once what was wrong is mended.
  await setMood(page, undefined);
  await panel.getByRole("button", { name: cell.retry, exact: true }).click();
  await expect(said, `${name} after ${cell.retry}`).toBeHidden();
  await setMood(page, "error");
}

const setMood = (page: Page, mood: "error" | undefined): Promise<void> =>
  page.evaluate((next) => {
    window.mood = next === "error" ? "error" : undefined;
    // A class is read again only once it is mended.
    window.classes.broken =
      next === "error" ? [{ file: "Broken", syncpack: undefined, problem: "Line 3: ; expected" }] : [];
  }, mood);

/** A run in which steps saved something. One that goes on is read again and again by itself. */
async function showRun(
  page: Page,
  steps: Parameters<EditorPage["showRun"]>[1],
  { isEnded = false } = {},
): Promise<void> {
  await page.evaluate(
    ([given, state]) => {
      window.runs.tell({ id: "run-1", state, warning: false, acceptedAt: 0 });
      window.runs.push(given);
      for (const { id = "" } of given) if (!window.stepData.data.has(id)) window.stepData.data.set(id, [1, 2, 3]);
    },
    [steps, isEnded ? "SUCCESS" : "STARTED"] as const,
  );
}

const saved = {
  state: "SUCCESS" as const,
  startedAt: 0,
  finishedAt: 900,
  data: { kind: "list" as const, bytes: 9, count: 3 },
};
const going = [
  { id: "load-run", stepId: "step-0", name: "Load", ...saved },
  { id: "say-run", stepId: "step-1", name: "Say", ...saved },
];

test("the panels of the table are those of the editor", async ({ editor, page }) => {
  await openWorld(editor, "empty");
  await editor.press("Control+j");
  await openStep(editor, "Alone");
  const tabs = (strip: string): Promise<string[]> =>
    page
      .getByRole("tablist", { name: strip })
      .locator("[data-tab]")
      .evaluateAll((all) => all.map((tab) => tab.getAttribute("data-tab") ?? ""));
  await expect(page.getByRole("tablist", { name: "About the application" })).toBeVisible();
  const shown = [
    ...(await tabs("About the step")).map((tab) => `step ${tab}`),
    ...(await tabs("About the application")).map((tab) => `bottom ${tab}`),
  ];
  const areas = await page.locator("[data-panel]").evaluateAll((all) => all.map(({ id }) => id));
  expect(areas.sort()).toEqual(["bottom", "canvas", "middle", "registry", "step"]);
  expect(Object.keys(panels).sort()).toEqual([...shown, "application", "canvas", "registry"].sort());
  expect(Object.values(panels).every((cells) => states.every((state) => state in cells))).toBe(true);
});

test("an application that is on its way, or cannot be opened, says so in the place of its panels", async ({
  editor,
  page,
}) => {
  let answer: (text: string) => Promise<void> = async () => undefined;
  await page.route("**/documents/states.json", (route) => {
    answer = (body) => route.fulfill({ body, contentType: "application/json" });
  });
  await page.route("**/manifests.json", (route) => route.fulfill({ json: worlds.empty.classes }));
  const isAsked = page.waitForRequest("**/documents/states.json");
  await page.goto("/applications/states");
  await isAsked;
  await expect(page.getByText("Opening the application")).toBeVisible();
  await answer("no document");
  await expect(page.getByText("The application could not be opened")).toBeVisible();
  await expect(page.getByText(/JSON/)).toBeVisible();
  const isAskedAgain = page.waitForRequest("**/documents/states.json");
  await page.getByRole("button", { name: "Try again" }).click();
  await isAskedAgain;
  await answer(JSON.stringify(worlds.empty.flow));
  await expect(editor.card("Alone")).toBeVisible();
});

test("every panel without anything says what belongs there", async ({ editor }) => {
  await openWorld(editor, "empty");
  await editor.page.evaluate(() => window.classes.own.set("Bare", { versions: [""], draft: undefined }));
  // What empties the canvas comes last.
  await lookAtAll(editor, "empty");
});

test("every panel that waits says for what", async ({ editor, page }) => {
  await openWorld(editor, "loading", "?ports=loading");
  await showRun(page, going);
  await lookAtAll(editor, "loading");
});

test("every panel that cannot be read says why, and reads again when one asks", async ({ editor, page }) => {
  await openWorld(editor, "error", "?ports=error&broken=Broken");
  await showRun(page, going, { isEnded: true });
  await lookAtAll(editor, "error");
});

test("every panel with 2,000 steps, 100,000 rows or 10,000 lines holds only what is in view", async ({
  editor,
  page,
}) => {
  await openWorld(editor, "large");
  await page.evaluate(() => {
    const rows = Array.from({ length: 100_000 }, (_, n) => ({ n }));
    window.stepData.data.set("step-run", rows);
    const cells = rows.map(({ n }) => ({ key: undefined, status: undefined, row: { n } }));
    const columns = [{ column: "n", title: "N" }];
    window.reports.reports.set("run-1", [{ name: "All", columns, subTables: [{ dataKey: undefined, rows: cells }] }]);
    for (let line = 0; line < 10_000; line += 1) window.log.add(`line ${line} of it`);
    const code = Array.from({ length: 10_000 }, (_, line) => `// line ${line} of it`).join("\n");
    window.classes.own.set("ManyFields", { versions: [code], draft: undefined });
  });
  await showRun(
    page,
    Array.from({ length: 2_000 }, (_, position) => ({
      id: position === 0 ? "step-run" : `run-${position}`,
      stepId: `step-${position}`,
      name: `step ${position}`,
      position,
      state: "SUCCESS" as const,
      startedAt: 10 * position,
      finishedAt: 10 * position + 400,
      ...(position === 0 ? { data: { kind: "list" as const, bytes: 1_000_000, count: 100_000 } } : {}),
    })),
  );
  await lookAtAll(editor, "large");
});
