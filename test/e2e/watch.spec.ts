import type { Page } from "@playwright/test";
import { expect, test } from "./support/editorTest.ts";

const pictures = process.env.SLUICE_PICTURES;

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `${pictures}/${name}-${scheme}.png` });
  }
  await page.emulateMedia({ colorScheme: "light" });
}

test("the timeline shows where the time of a run went, and leads to its steps", async ({ editor, page }) => {
  await editor.open("showcase");
  await editor.runCommand("Show the timeline");
  await expect(page.getByText("No run yet. The timeline")).toBeVisible();
  const names = await page.evaluate(() => window.draft?.state.document.steps as unknown as { name: string }[]);
  await editor.showRun(
    "FAILURE",
    names.map(({ name }, position) => ({
      id: `run-${position}`,
      stepId: `step-${position}`,
      name,
      position,
      state: position === 3 ? "FAILURE" : "SUCCESS",
      attempts: position === 3 ? 2 : 1,
      startedAt: 200 * position + 40,
      finishedAt: 200 * position + 600,
    })),
  );
  await page.evaluate(() =>
    window.runs.turn([
      { stepRun: "run-3", kind: "started", at: 640, attempt: 1 },
      { stepRun: "run-3", kind: "failed", at: 700, attempt: 1 },
      { stepRun: "run-3", kind: "started", at: 1_100, attempt: 2 },
    ]),
  );
  const steps = page.getByRole("listbox", { name: "Steps over time" });
  const failed = steps.getByRole("option", { name: /^Add up the orders, Failed/ });
  await expect(failed).toHaveAccessibleName(/Failed 60 ms, Waits for retry 0.4 s, Failed 0.1 s \(attempt 2\)/);
  await expect(steps.getByRole("option", { name: /Critical path/ }).first()).toBeVisible();
  await failed.click();
  expect(await editor.selectionNews()).toBe("Add up the orders selected");
  await page.keyboard.press("Home");
  expect(await editor.selectionNews()).toBe("Read orders and weather selected");
  await picture(page, "timeline");
  await editor.button("Zoom in on the time").click();
  expect(await steps.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true);
  await editor.button("Fit the whole run").click();
  expect(await steps.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(false);
  expect(await editor.faults()).toEqual([]);
  await steps.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "Step", exact: true })).toBeVisible();
});

test("the report of a run stands beside its log, with files to take along", async ({ editor, page }) => {
  await editor.open("showcase");
  await editor.runCommand("Show the report");
  await expect(page.getByText("No run yet. The report")).toBeVisible();
  await page.evaluate(() =>
    window.reports.reports.set("run-1", [
      {
        name: "Parcels",
        columns: [
          { column: "to", title: "City" },
          { column: "count", title: "Parcels" },
        ],
        subTables: [
          { dataKey: undefined, rows: [{ key: "o", status: "New", row: { to: "Oslo", count: 7 } }] },
          { dataKey: "South", rows: [{ key: "l", status: "Unchanged", row: { to: "Lisbon", count: 3 } }] },
        ],
      },
    ]),
  );
  await editor.showRun("SUCCESS", []);
  const table = page.getByRole("table", { name: /Parcels/ });
  await expect(table.getByRole("row", { name: "Oslo 7 New" })).toBeVisible();
  await expect(table.getByRole("rowheader", { name: "South" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Save as CSV" })).toHaveAttribute("href", "/reports/run-1.csv");
  await picture(page, "report");
  expect(await editor.faults()).toEqual([]);
});

test("a custom run takes level, queue, configuration and typed variables, and remembers them", async ({
  editor,
  page,
}) => {
  await editor.open("showcase");
  await editor.button("Custom run").click();
  const dialog = page.getByRole("dialog", { name: "Custom run" });
  await dialog.getByRole("combobox", { name: "Log level" }).click();
  await page.getByRole("option", { name: "Debug and above" }).click();
  await dialog.getByRole("combobox", { name: "Queue", exact: true }).click();
  await page.getByRole("option", { name: "slow" }).click();
  await dialog.getByRole("combobox", { name: "Configuration", exact: true }).click();
  await page.getByRole("option", { name: "Lab" }).click();
  await dialog.getByRole("textbox", { name: "city" }).fill("Oslo");
  await picture(page, "custom-run");
  expect(await editor.faults()).toEqual([]);
  await dialog.getByRole("button", { name: "Run" }).click();
  await expect(dialog).toBeHidden();
  expect(await page.evaluate(() => window.runs.started)).toEqual([
    { level: 10, parameters: { city: "Oslo" }, queue: "slow", configuration: "lab" },
  ]);
  await editor.showRun("SUCCESS", []);
  await editor.runCommand("Custom run");
  await expect(dialog.getByRole("textbox", { name: "city" })).toHaveValue("Oslo");
  await expect(dialog.getByRole("combobox", { name: "Log level" })).toHaveValue("Debug and above");
});

test("a step says what it waits for or why it did not run, and what one can do about it", async ({ editor, page }) => {
  await editor.open("showcase");
  await page.evaluate(() => {
    window.runs.tell({ id: "run-1", state: "STARTED", warning: false, acceptedAt: 0, queue: "default" });
    window.runs.fill = { capacity: 5, running: 5 };
  });
  const due = Date.now() + 100_000;
  await editor.showRun("STARTED", [
    {
      stepId: "step-0",
      state: "SUCCESS",
      startedAt: 0,
      finishedAt: 900,
      data: { kind: "list", bytes: 9, count: 1_240 },
    },
    { id: "retries", stepId: "step-2", state: "RETRY", attempts: 1, startedAt: 0, retryAt: due },
    { id: "asks", stepId: "step-3", state: "WAITING", startedAt: 0, wait: { kind: "approval", title: "Send it all?" } },
    {
      stepId: "step-4",
      state: "SKIPPED",
      finishedAt: 5,
      skipped: { reason: "failed", step: "Read orders and weather" },
    },
    { id: "parent", stepId: "step-5", state: "WAITING", startedAt: 0, wait: { kind: "runs", runs: ["isapp-1"] } },
    { stepId: "step-6", state: "PENDING" },
  ]);
  await expect(editor.card("Read orders and weather").first()).toContainText("1,240 rows");
  const retries = editor.card("Reserve the parcels");
  await expect(retries).toContainText(/Attempt 2 in 1:\d\d min/);
  await retries.getByRole("button", { name: "Try now" }).click();
  expect(await page.evaluate(() => window.runs.asked)).toEqual(["try retries now"]);
  await picture(page, "waits");

  const panel = page.getByRole("complementary", { name: "Step", exact: true });
  await editor.card("Add up the orders").getByRole("button", { name: "Decide" }).click();
  await panel.getByRole("textbox", { name: "Comment" }).fill("looks good");
  await picture(page, "waits-decision");
  await panel.getByRole("button", { name: "Approve" }).click();
  expect(await page.evaluate(() => window.runs.asked)).toContain("approve asks: looks good");

  await page.evaluate(() => {
    const about = { queue: "default", configuration: undefined, logLevel: 25, depth: 1, kept: false };
    const times = { acceptedAt: Date.now(), startedAt: Date.now(), finishedAt: undefined };
    const triggeredBy = { kind: "RUN", runId: "run-1", stepRunId: "parent", stepName: "x", awaited: true } as const;
    const one = { ...about, ...times, triggeredBy, generateReport: false, warning: false } as const;
    window.runs.childRuns = [
      { ...one, id: "isapp-1", appName: "Log", state: "STARTED" },
      { ...one, id: "isapp-2", appName: "Log", state: "SUCCESS" },
      ...Array.from({ length: 400 }, (_, index) => {
        return {
          ...one,
          id: `isapp-many-${index}`,
          appName: "Log",
          state: index % 50 === 0 ? "FAILURE" : "SUCCESS",
        } as const;
      }),
    ];
  });
  await editor
    .card("Check the addresses")
    .getByRole("button", { name: "Run that Check the addresses started" })
    .click();
  const children = panel.getByRole("region", { name: "Runs it started" });
  // Of hundreds those that failed come first, and the tabs of the step stay in view.
  await expect(children.getByRole("listitem")).toHaveCount(20);
  await expect(children.getByRole("listitem").first()).toContainText("Failed");
  // What each was started with, on hover as a whole.
  const given = children.getByTitle("item 3 of 402, isapp-many-0");
  await expect(given).toBeVisible();
  expect(await given.evaluate((element) => element.getBoundingClientRect().width)).toBeGreaterThan(60);
  await expect(panel.getByRole("tab", { name: "Parameters" })).toBeInViewport();
  await children.getByRole("button", { name: "382 more" }).click();
  await expect(children.getByRole("listitem")).toHaveCount(40);
  await children.getByRole("button", { name: "Failed 8" }).click();
  await expect(children.getByRole("listitem")).toHaveCount(8);
  expect(await editor.faults()).toEqual([]);
  await picture(page, "waits-children");

  await editor.card("Choose the transport").click();
  await expect(panel).toContainText("It waits for a place in the queue default: 5 of 5 are taken.");
  await editor.card("Find heavy parcels").getByRole("button", { name: "Read orders and weather failed" }).click();
  expect(await editor.selectionNews()).toBe("Read orders and weather selected");

  // The card is gone from under the pointer when the address changes.
  await page.evaluate(() => {
    const parent = { run: "run-0", application: "Script", step: "Start it" };
    window.runs.tell({ id: "run-1", state: "STARTED", warning: false, acceptedAt: 0, parent });
  });
  await editor.button("Back to Script").click();
  await expect(page).toHaveURL(/applications\/Script\?run=run-0/);
});

test("the run tells at the bottom left how it goes, and a failure leads to its step", async ({ editor, page }) => {
  await editor.open("showcase");
  await editor.button("Run").click();
  // Away from the button, whose tip would be part of the picture.
  await page.mouse.move(640, 300);
  const news = page.getByRole("region", { name: "What happens in the run" });
  await expect(news).toContainText("The run began");
  await editor.showRun("STARTED", [
    { stepId: "step-0", name: "Read orders and weather", state: "SUCCESS", startedAt: 0, finishedAt: 1, warning: true },
    {
      id: "failed",
      stepId: "step-3",
      name: "Add up the orders",
      state: "FAILURE",
      startedAt: 0,
      finishedAt: 9,
      error: { exception: "TypeError", message: "orders is not iterable", attempt: 1 },
    },
  ]);
  await expect(news).toContainText("2 of 2 steps ended");
  await editor.showRun("FAILURE", []);
  await expect(news).toContainText("The run failed");
  // A menu of the canvas lies over it.
  const { x, y } = (await news.boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.click(x + 20, y - 280, { button: "right" });
  await page.getByRole("menuitem").last().hover();
  await page.keyboard.press("Escape");
  await picture(page, "news");
  expect(await editor.faults()).toEqual([]);
  await news.getByRole("button", { name: /Add up the orders failed/ }).click();
  const panel = page.getByRole("complementary", { name: "Step", exact: true });
  await expect(panel.getByRole("region", { name: "Why it failed" })).toContainText("orders is not iterable");
  await editor.button("Close what happens in the run").click();
  await expect(news).toBeHidden();
});

test("a step that the shown run had and that was removed since stands where it was, until it is back", async ({
  editor,
  page,
}) => {
  await editor.open("showcase");
  await page.evaluate(() => {
    const state = window.draft?.state;
    if (state !== undefined) window.runs.accepted = { state, changedClasses: [] };
  });
  await editor.showRun("SUCCESS", [{ stepId: "step-2", state: "SUCCESS", startedAt: 0, finishedAt: 900 }]);
  const ghosts = page.getByRole("note", { name: /removed since the shown run$/ });
  await editor.card("Add up the orders").click();
  await expect(ghosts).toHaveCount(0);
  await editor.press("Delete");
  await expect(page.getByRole("note", { name: "Add up the orders, removed since the shown run" })).toBeVisible();
  await expect(editor.card("Add up the orders")).toHaveCount(0);
  expect(await editor.faults()).toEqual([]);
  await picture(page, "ghost");
  await editor.press("Control+z");
  await expect(ghosts).toHaveCount(0);
});

test("a step that changed since the shown run is marked stale with all that comes after it", async ({
  editor,
  page,
}) => {
  await editor.open("showcase");
  await page.evaluate(() => {
    const state = window.draft?.state;
    if (state !== undefined) window.runs.accepted = { state, changedClasses: [] };
  });
  const ended = ["step-0", "step-2", "step-3"].map((stepId) => ({ stepId, state: "SUCCESS" as const, startedAt: 0 }));
  await editor.showRun("SUCCESS", ended);
  await editor.card("Add up the orders").click();
  await expect(page.getByText("Stale")).toHaveCount(0);
  await editor.runCommand("Disable or enable");
  await expect(editor.card("Add up the orders")).toContainText("Disabled");
  await editor.press("Enter");
  const panel = page.getByRole("complementary", { name: "Step", exact: true });
  await expect(panel.getByTitle("It was disabled since this run.")).toHaveText("Stale: disabled");
  await picture(page, "stale");
  expect(await editor.faults()).toEqual([]);
  await editor.press("Control+z");
  await expect(editor.card("Add up the orders")).not.toContainText("Disabled");
  await expect(page.getByText("Stale")).toHaveCount(0);
  // Why it did not run stands beside it.
  const skipped = { reason: "failed" as const, step: "Read orders and weather" };
  await editor.showRun("SUCCESS", [{ stepId: "step-3", state: "SKIPPED", skipped }]);
  await editor.runCommand("Disable or enable");
  await expect(editor.card("Add up the orders")).toContainText(/Disabled.*Read orders and weather failed/);
});

test("an edge under the pointer tells what went over it last, and reads only the head of it", async ({
  editor,
  page,
}) => {
  await editor.open("showcase");
  await page.evaluate(() =>
    window.stepData.data.set(
      "rows",
      Array.from({ length: 1_000 }, (_, id) => ({ id, city: "Oslo" })),
    ),
  );
  await editor.showRun("SUCCESS", [
    {
      id: "rows",
      stepId: "step-0",
      state: "SUCCESS",
      startedAt: 0,
      finishedAt: 9,
      data: { kind: "list", bytes: 32_000, count: 1_000 },
    },
    { stepId: "step-1", name: "Lock the stock for counting", state: "SUCCESS", startedAt: 0, finishedAt: 9 },
  ]);
  const point = async (from: string, to: string) => {
    const edge = page.locator(`.react-flow__edge[aria-label^="${from} to ${to},"] .react-flow__edge-path`);
    return edge.evaluate((path: SVGPathElement) => {
      const { x, y } = path.getPointAtLength(path.getTotalLength() / 2);
      const matrix = path.getScreenCTM() ?? new DOMMatrix();
      return { x: x * matrix.a + matrix.e, y: y * matrix.d + matrix.f };
    });
  };
  const tip = page.getByRole("tooltip").filter({ hasText: " to " });
  const first = await point("Read orders and weather", "Find heavy parcels");
  await page.mouse.move(first.x - 1, first.y);
  await page.mouse.move(first.x, first.y);
  await expect(tip).toContainText("1,000 rows, 32 KB");
  await expect(tip).toContainText('{id: 0, city: "Oslo"}');
  await expect(tip).toContainText("995 more");
  expect(await page.evaluate(() => window.stepData.asked)).toEqual([{ path: [], from: 0 }]);
  await picture(page, "edge-preview");
  expect(await editor.faults()).toEqual([]);
  await page.mouse.move(first.x, first.y + 300);
  await expect(tip).toBeHidden();
  const second = await point("Lock the stock for counting", "Reserve the parcels");
  await page.mouse.move(second.x - 1, second.y);
  await page.mouse.move(second.x, second.y);
  await expect(tip).toContainText("Lock the stock for counting handed over no data.");
});

test("at most 50 edges in view move at once, and beyond that none", async ({ editor, page }) => {
  // Edges to steps that run: 60 from one producer.
  const steps = Array.from({ length: 61 }, (_, index) => ({
    name: `step ${index}`,
    file: "Log",
    message: "x",
    output_to: index === 0 ? Array.from({ length: 60 }, (_, to) => `step ${to + 1}`) : [],
  }));
  const places = steps.map(({ name }, index) => ({
    step: name,
    x: index === 0 ? 0 : 272 + (index % 6) * 216,
    y: Math.floor(index / 6) * 72,
  }));
  await page.route("**/documents/fan.json", (route) =>
    route.fulfill({
      json: { name: "fan", app_variables: [], steps, layout: { version: 1, steps: places, groups: [], notes: [] } },
    }),
  );
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await page.goto("/applications/fan");
  await expect(editor.card("step 0")).toBeVisible();
  await editor.rest();
  const moving = (): Promise<number> =>
    page.evaluate(
      () =>
        document
          .getAnimations()
          .filter(
            ({ effect }) =>
              effect instanceof KeyframeEffect && effect.target?.classList.contains("react-flow__edge-path"),
          ).length,
    );
  const run = (count: number): Promise<void> =>
    editor.showRun(
      "STARTED",
      Array.from({ length: count }, (_, index) => ({ stepId: `step-${index + 1}`, state: "STARTED" as const })),
    );
  await run(50);
  await expect.poll(moving).toBe(50);
  await run(51);
  await expect.poll(moving).toBe(0);
});
