import type { Locator, Page } from "@playwright/test";
import type { Dialog } from "../../../renderer/state/session/SessionState.ts";
import { type Cell, failed, type Of, type State, text, toEnd } from "./panelStates.ts";

/** What opens beside the panels and shows more than what is in the document. */
export type DialogName = Dialog["kind"] | "find" | "find everywhere" | "rename";

export interface DialogStates {
  /** Opens it as a person does, with a step selected. */
  open(page: Page, state: State): Promise<unknown>;
  /** Where it stands; a dialog by default. */
  part?: (page: Page) => Locator;
  /** How it is closed; by Escape by default. */
  closedBy?: string;
  cells: Record<State, Of>;
}

const keys =
  (...pressed: string[]) =>
  async (page: Page): Promise<void> => {
    for (const key of pressed) await page.keyboard.press(key);
  };
const command =
  (title: string) =>
  async (page: Page): Promise<void> => {
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("Search commands").fill(title);
    await page.keyboard.press("Enter");
  };
const find = (page: Page): Locator => page.getByRole("region", { name: "Find" });
/** It is asked by nothing but what is in the document. */
const document: DialogStates["cells"] = {
  empty: "the document",
  loading: "the document",
  error: "the document",
  large: "the document",
};
const last = (list: string, words: string, within?: (page: Page) => Locator): Cell => ({
  prepare: ({ page }) => toEnd((within?.(page) ?? page.getByRole("dialog")).getByText(list).first()),
  says: (panel) => panel.getByText(words).first(),
  most: { lines: (panel) => panel.getByRole("listitem"), count: 100 },
});

/** What each says where it has nothing, where it waits, where it cannot, and where it has much. */
export const dialogStates: Record<DialogName, DialogStates> = {
  publish: {
    open: keys("Control+s"),
    cells: {
      empty: { says: text("There is nothing to publish") },
      loading: { says: text("Looking at what would be published") },
      error: failed("What would be published"),
      large: last("problem 0", "problem 1999"),
    },
  },
  revisions: {
    open: keys("Control+Shift+h"),
    cells: {
      empty: { says: text("It was never published.") },
      loading: { says: text("Reading the revisions") },
      error: failed("The revisions"),
      large: last("r2000", "r1"),
    },
  },
  diff: {
    open: command("Show the changes"),
    cells: {
      empty: { says: text("Nothing differs.") },
      loading: { says: text("Looking at what differs") },
      error: failed("What differs"),
      large: last("added 0", "added 1999"),
    },
  },
  inline: {
    open: command("Put the steps of the application here"),
    cells: {
      empty: { says: text("runs an application without steps") },
      loading: { says: text("Reading the application") },
      error: failed("The application"),
      large: { says: text(/^2000 steps of the application/) },
    },
  },
  json: {
    open: keys("Control+Alt+j"),
    closedBy: "Cancel",
    cells: {
      ...document,
      large: {
        says: (panel) => panel.locator(".view-lines").getByText('"states"'),
        most: { lines: (panel) => panel.locator(".view-line"), count: 200 },
      },
    },
  },
  rename: {
    open: async (page) => {
      await page.keyboard.press("F2");
      await page.keyboard.type("Other");
      await page.keyboard.press("Enter");
    },
    cells: {
      // Where the name is used nowhere nobody is asked.
      empty: { says: (_panel, page) => page.locator(".react-flow__node-step").filter({ hasText: "Other" }) },
      loading: { says: text("Reading the code of your step classes") },
      error: { says: text("Could not be read: Own"), retry: "Try again" },
      large: last("step 0, given", "step 1998, given"),
    },
  },
  // From here on all steps are selected.
  editMany: {
    open: keys("Control+a", "Shift+e"),
    cells: { ...document, large: { says: (panel) => panel.getByRole("heading", { name: "Edit 2000 steps at once" }) } },
  },
  extract: {
    open: async () => undefined,
    cells: document,
  },
  discard: { open: command("Discard the draft"), cells: document },
  names: { open: command("Save as"), cells: document },
  find: {
    open: async (page, state) => {
      await page.keyboard.press("Control+f");
      await find(page)
        .getByRole("textbox", { name: "Find" })
        .fill(state === "empty" ? "no such text" : "step");
    },
    part: find,
    cells: {
      ...document,
      empty: { says: text("Nothing found") },
      large: last("step 0", "step 1998", find),
    },
  },
  "find everywhere": {
    open: async (page, state) => {
      await page.keyboard.press("Control+f");
      await find(page).getByText("Everywhere").click();
      await find(page)
        .getByRole("textbox", { name: "Find" })
        .fill(state === "empty" ? "no such text" : "step");
    },
    part: find,
    cells: {
      empty: { says: text("Nothing found") },
      loading: { says: text("Reading the applications") },
      error: failed("The other applications"),
      large: last("step 0", "step 1998", find),
    },
  },
};
