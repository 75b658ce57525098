import type { Page } from "@playwright/test";
import type { JsonObject } from "../../core/base/json.ts";
import { buildManifest } from "../renderer/support/buildManifest.ts";
import { type DialogName, type DialogStates, dialogStates } from "./support/dialogStates.ts";
import type { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { type State, states } from "./support/panelStates.ts";

/** What is large takes long on a busy machine, ms. */
const patience = 60_000;
const many = 2_000;
const classes = [
  buildManifest({ file: "Own" }),
  buildManifest({
    file: "TriggerApplication",
    syncpack: "base_steps_syncpack",
    type: "trigger",
    parameters: [{ name: "application", kind: "application" }],
  }),
];
const child = {
  name: "Child",
  file: "TriggerApplication",
  syncpack: "base_steps_syncpack",
  application: "child",
  wait: true,
};
const named = (given?: string): JsonObject[] => [
  { ...child, ...(given === undefined ? {} : { output_to: ["Say"] }) },
  { name: "Say", file: "Own", ...(given === undefined ? {} : { given }) },
];
/** The application in which each state is looked at; its first step is selected. */
const flows: Record<State, JsonObject[]> = {
  empty: named(),
  loading: named("Child"),
  error: named("Child"),
  large: [
    child,
    ...Array.from({ length: many - 1 }, (_, n) => ({
      name: `step ${n}`,
      file: "Own",
      given: "Child",
      text: `step ${n}`,
    })),
  ],
};

/** What the host would answer, as far as a state is not one of its answers. */
async function fill(page: Page, count: number): Promise<void> {
  await page.evaluate((given) => {
    const list = <T>(make: (n: number) => T): T[] => Array.from({ length: given }, (_, n) => make(n));
    const { versions } = window;
    versions.found = {
      ...versions.found,
      changes: given,
      problems: list((n) => ({ severity: "error", code: "missing_name", path: `${n}`, message: `problem ${n}` })),
    };
    versions.list = async () =>
      list((n) => ({ revision: given - n, author: "ann", comment: "", createdAt: 0, steps: 1 }));
    versions.merged.diff = {
      logic: list((n) => ({ kind: "added", of: "step", id: `id ${n}`, name: `added ${n}`, path: "$", to: {} })),
      layout: [],
    };
    window.transfer.readApplication = async (name) => ({
      name,
      app_variables: [],
      steps: list((n) => ({ name: `inside ${n}`, file: "Own" })),
    });
  }, count);
}

async function lookAt(editor: EditorPage, { name, state }: { name: DialogName; state: State }): Promise<void> {
  const { page } = editor;
  const { open, part, closedBy, cells }: DialogStates = dialogStates[name];
  const cell = cells[state];
  if (cell === "the document") return;
  await editor.canvas.focus();
  await open(page, state);
  const shown = part?.(page) ?? page.getByRole("dialog");
  await cell.prepare?.(editor);
  const said = cell.says(shown, page);
  await expect(said, `${name}, ${state}`).toBeVisible({ timeout: patience });
  if (cell.most !== undefined) {
    expect(await cell.most.lines(shown).count(), `lines of ${name}`).toBeLessThanOrEqual(cell.most.count);
  }
  if (cell.retry !== undefined) {
    await setMood(page, undefined);
    await shown.getByRole("button", { name: cell.retry, exact: true }).click();
    await expect(said, `${name} after ${cell.retry}`).toBeHidden();
    await setMood(page, state);
  }
  if (closedBy === undefined) await page.keyboard.press("Escape");
  else await shown.getByRole("button", { name: closedBy }).click();
  await expect(shown).toHaveCount(0);
}

const setMood = (page: Page, state: State | undefined): Promise<void> =>
  page.evaluate((next) => {
    window.mood = next === "error" || next === "loading" ? next : undefined;
  }, state);

for (const state of states) {
  test(`every dialog says so where it is ${state}`, async ({ editor, page }) => {
    test.slow();
    const flow = {
      name: "states",
      app_variables: [],
      steps: flows[state],
      layout: {
        version: 1,
        steps: flows[state].map(({ name }, n) => ({ step: name, x: (n % 50) * 272, y: Math.floor(n / 50) * 96 })),
        groups: [],
        notes: [],
      },
    };
    await page.route("**/documents/states.json", (route) => route.fulfill({ json: flow }));
    await page.route("**/manifests.json", (route) => route.fulfill({ json: classes }));
    await page.goto("/applications/states?published");
    await expect(editor.canvas).toBeVisible({ timeout: patience });
    await editor.rest();
    await fill(page, state === "large" ? many : 0);
    await editor.press("Control+p");
    await page.getByPlaceholder("Go to a step or open anything by its name").fill("Child");
    await expect(page.locator(".mantine-Spotlight-action").first()).toContainText("Child");
    await page.keyboard.press("Enter");
    await page.evaluate(() => window.classes.own.set("Own", { versions: ["// nothing"], draft: undefined }));
    await setMood(page, state);
    // In the order of the table.
    for (const name of Object.keys(dialogStates) as DialogName[]) {
      await test.step(`${name}, ${state}`, () => lookAt(editor, { name, state }));
    }
  });
}
