import { expect, type Locator, type Page } from "@playwright/test";
import type { JsonObject } from "../../../core/base/json.ts";
import type { StepManifest } from "../../../core/model/StepManifest.ts";
import type { BottomTab, StepTab } from "../../../renderer/state/session/SessionState.ts";
import { buildManifest } from "../../renderer/support/buildManifest.ts";
import { manyFields } from "../../renderer/support/everyKind.ts";
import type { EditorPage } from "./EditorPage.ts";

export const states = ["empty", "loading", "error", "large"] as const;
export type State = (typeof states)[number];

export type PanelName = "canvas" | "registry" | "application" | `step ${StepTab}` | `bottom ${BottomTab}`;

/** What a panel says in a state, and what one does to see it. */
export interface Cell {
  /** The step whose panel it is. */
  step?: string;
  prepare?(editor: EditorPage): Promise<unknown>;
  /** This is there. */
  says(panel: Locator, page: Page): Locator;
  /** So many of its lines are in the page at most. */
  most?: { lines(panel: Locator): Locator; count: number };
  /** The button that reads it again. */
  retry?: string;
}

/** It shows what is in the document, which is there before any panel; what the document does then is tested by itself. */
export type Of = Cell | "the document";

export const text =
  (words: string | RegExp) =>
  (panel: Locator): Locator =>
    panel.getByText(words);
export const failed = (words: string, retry = "Try again"): Cell => ({
  says: (panel) =>
    panel.getByRole("alert").filter({ hasText: `${words} could not be read: The host does not answer.` }),
  retry,
});
/** Scrolls to the end of the list that something stands in. */
export const toEnd = async (inside: Locator): Promise<void> => {
  await expect(inside).toBeVisible();
  await inside.evaluate((element) => {
    let around = element.parentElement;
    while (around !== null && !/auto|scroll/.test(getComputedStyle(around).overflowY)) around = around.parentElement;
    around?.scrollTo({ top: around.scrollHeight });
  });
};
const first = (step: string, cell: Cell): Cell => ({ step, ...cell });

/** What every panel of the editor says where it has nothing, where it waits, where it cannot, and where it has much. */
export const panels: Record<PanelName, Record<State, Of>> = {
  registry: {
    empty: {
      prepare: (editor) => editor.page.getByRole("textbox", { name: "Search steps" }).fill("no such class"),
      says: text("No step class fits"),
    },
    loading: "the document",
    error: { says: text("Line 3: ; expected"), retry: "Read them again" },
    large: {
      prepare: ({ page }) => toEnd(page.getByRole("button", { name: "Add Class 0 Class0", exact: true })),
      says: (panel) => panel.getByRole("button", { name: "Add Class 499 Class499", exact: true }),
      most: { lines: (panel) => panel.getByRole("button", { name: /^Add / }), count: 100 },
    },
  },
  application: {
    empty: { says: text("None. Steps use them as ${appvar.NAME}.") },
    loading: { says: text("Reading the configuration") },
    error: failed("The configuration"),
    large: { says: (panel) => panel.getByRole("textbox", { name: "Name of v99" }) },
  },
  "step parameters": {
    empty: { says: text("This class has no parameters.") },
    loading: "the document",
    error: {
      step: "Broken",
      // The classes are read anew whenever one was published.
      prepare: ({ page }) => page.evaluate(() => window.classes.publish("Bare").then(() => undefined)),
      says: (panel) => panel.getByRole("note").filter({ hasText: "Line 3: ; expected" }),
      retry: "Read it again",
    },
    large: {
      // Only what is in view is drawn.
      prepare: ({ page }) => page.getByRole("textbox", { name: "Field 39", exact: true }).scrollIntoViewIfNeeded(),
      says: (panel) => panel.getByRole("textbox", { name: "Field 39", exact: true }),
    },
  },
  "step input": {
    empty: { says: text("No step leads here, so nothing comes in.") },
    loading: first("Say", { says: text("Reading the data") }),
    error: first("Say", failed("The data")),
    large: {
      says: (panel) => panel.getByRole("treeitem").first().and(panel.locator('[aria-setsize="100000"]')),
      most: { lines: (panel) => panel.getByRole("treeitem"), count: 100 },
    },
  },
  "step output": {
    empty: { says: (panel) => panel.getByRole("button", { name: "Run to Alone" }) },
    loading: { says: text("Reading the data") },
    error: first("Say", failed("The data")),
    large: {
      step: "step 0",
      says: (panel) => panel.getByRole("treeitem").first().and(panel.locator('[aria-setsize="100000"]')),
      most: { lines: (panel) => panel.getByRole("treeitem"), count: 100 },
    },
  },
  "step test": {
    empty: { says: text("No step leads here, so it needs no data.") },
    // It does not wait for the runs one could take data from.
    loading: { says: (panel) => panel.getByRole("button", { name: "Run this step" }).and(panel.locator(":enabled")) },
    error: {
      prepare: (editor) => editor.button("Run this step").click(),
      says: (_panel, page) => page.getByRole("alert").filter({ hasText: "The host does not answer." }),
    },
    large: {
      prepare: ({ page }) => toEnd(page.getByText("From step 0", { exact: true })),
      says: (panel) => panel.getByText("From step 1998", { exact: true }),
      most: { lines: (panel) => panel.getByText(/^From step/), count: 100 },
    },
  },
  "step log": {
    empty: { says: text("No run yet. The log shows what the steps of a run say.") },
    loading: { says: text("Reading the log") },
    error: failed("The log"),
    large: {
      step: "step 0",
      says: text("line 9999 of it"),
      most: { lines: (panel) => panel.locator("[data-level]"), count: 100 },
    },
  },
  "step retry": {
    empty: { says: text("No retries: a failure is final.") },
    loading: "the document",
    error: "the document",
    large: {
      says: text("988 more retries after these."),
      most: { lines: (panel) => panel.locator("ol > li"), count: 12 },
    },
  },
  "step wires": {
    empty: { says: text("Nothing: it begins the run.") },
    loading: "the document",
    error: "the document",
    large: {
      prepare: ({ page }) => toEnd(page.getByRole("button", { name: "Disconnect step 0", exact: true })),
      says: (panel) => panel.getByRole("button", { name: "Disconnect step 1998" }),
      most: { lines: (panel) => panel.getByRole("button", { name: /^Disconnect/ }), count: 100 },
    },
  },
  "step code": {
    empty: { says: (panel) => panel.locator(".monaco-editor").first() },
    loading: { says: text("Reading the code") },
    error: {
      says: (panel) => panel.getByRole("status").filter({ hasText: "The host does not answer." }),
      retry: "Try again",
    },
    large: {
      says: (panel) => panel.locator(".view-lines").getByText("line 0 of it"),
      most: { lines: (panel) => panel.locator(".view-line"), count: 200 },
    },
  },
  "step help": {
    empty: { says: text("This class has no help text.") },
    loading: "the document",
    error: "the document",
    large: { says: text("paragraph 499") },
  },
  "bottom problems": {
    empty: { says: text("No problems. The application can run.") },
    loading: "the document",
    error: "the document",
    large: {
      prepare: ({ page }) => toEnd(page.locator("[data-severity]").first()),
      says: (panel) => panel.locator('li[aria-posinset="1999"]'),
      most: { lines: (panel) => panel.locator("[data-severity]"), count: 100 },
    },
  },
  "bottom log": {
    empty: { says: text("No run yet. The log shows what the steps of a run say.") },
    loading: { says: text("Reading the log") },
    error: failed("The log"),
    large: { says: text("line 9999 of it"), most: { lines: (panel) => panel.locator("[data-level]"), count: 100 } },
  },
  "bottom timeline": {
    empty: { says: text("No run yet. The timeline shows where the time of a run went.") },
    loading: {
      prepare: ({ page }) =>
        page.evaluate(() => window.runs.tell({ id: "run-2", state: "STARTED", warning: false, acceptedAt: 0 })),
      says: text("No step has begun yet."),
    },
    error: "the document",
    large: {
      says: (panel) => panel.locator('[aria-setsize="2000"]').first(),
      most: { lines: (panel) => panel.getByRole("option"), count: 60 },
    },
  },
  "bottom report": {
    empty: { says: text("No run yet. The report shows the tables that its steps fill.") },
    loading: { says: text("Reading the report") },
    error: failed("The report"),
    large: {
      says: text("Only the first 500 rows are shown; the files have all."),
      most: { lines: (panel) => panel.getByRole("row"), count: 502 },
    },
  },
  // These two come last: their empty state empties the canvas.
  "bottom outline": {
    empty: { prepare: (editor) => editor.press("Control+a", "Delete"), says: text("No steps yet.") },
    loading: "the document",
    error: "the document",
    large: {
      says: (panel) => panel.locator('[aria-rowcount="2001"]'),
      most: { lines: (panel) => panel.getByRole("row"), count: 60 },
    },
  },
  canvas: {
    empty: { prepare: (editor) => editor.press("Control+a", "Delete"), says: text("Drag a step here from the left") },
    loading: "the document",
    error: "the document",
    // Whoever chose a step came near to it.
    large: { prepare: (editor) => editor.press("1"), says: (_panel, page) => page.locator('[data-detail="painted"]') },
  },
};

/** An application and the classes it knows. */
export interface World {
  flow: JsonObject;
  classes: StepManifest[];
  /** The step whose panel is open where a cell names no other. */
  step: string;
}

const bare = buildManifest({ file: "Bare" });
const needing = buildManifest({
  ...manyFields,
  file: "Needing",
  parameters: [{ name: "url", kind: "text", title: "URL", required: true }],
});
const worldOf = (step: string, steps: JsonObject[], more: Partial<World> & { flow?: JsonObject } = {}): World => ({
  step,
  classes: [bare],
  ...more,
  flow: { name: "states", app_variables: [], steps, ...more.flow },
});

const many = 2_000;
const place = (index: number): JsonObject => ({
  step: index === many - 1 ? "Hub" : `step ${index}`,
  x: (index % 50) * 272,
  y: Math.floor(index / 50) * 96,
});

const going = worldOf(
  "Load",
  [
    { name: "Load", file: "Bare", output_to: ["Say"] },
    { name: "Say", file: "Bare" },
    { name: "Broken", file: "Broken", given: 1 },
  ],
  { flow: { configuration: "lab" } },
);

/** The application in which each state is looked at. */
export const worlds: Record<State, World> = {
  empty: worldOf("Alone", [{ name: "Alone", file: "Bare" }]),
  loading: going,
  error: going,
  large: worldOf(
    "Hub",
    [
      ...Array.from({ length: many - 1 }, (_, index) => ({
        name: `step ${index}`,
        file: "Needing",
        output_to: ["Hub"],
      })),
      { name: "Hub", file: "ManyFields", retry_max: 1_000 },
    ],
    {
      classes: [
        bare,
        needing,
        { ...manyFields, help: Array.from({ length: 500 }, (_, index) => `paragraph ${index}`).join("\n\n") },
        ...Array.from({ length: 500 }, (_, index) =>
          buildManifest({ file: `Class${index}`, friendlyName: `Class ${index}` }),
        ),
      ],
      flow: {
        app_variables: Array.from({ length: 100 }, (_, index) => ({ name: `v${index}`, value: index })),
        layout: { version: 1, steps: Array.from({ length: many }, (_, index) => place(index)), groups: [], notes: [] },
      },
    },
  ),
};
