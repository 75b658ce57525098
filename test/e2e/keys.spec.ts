import { commands } from "../../renderer/commands/commands.ts";
import type { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";

declare global {
  interface Window {
    /** Ids of the commands that ran, in order. */
    ran: string[];
  }
}

/** A key as the list of commands has it, the command it runs, and what closes that again: Escape, or a button. */
type Press = readonly [key: string, id: string, closedBy?: "Escape" | "Cancel"];

/** With the step "Choose the transport" selected. */
const ofOneStep: Press[] = [
  ["D", "step.toggleDisabled"],
  ["Mod+Z", "edit.undo"],
  ["Mod+Shift+Z", "edit.redo"],
  ["Mod+Z", "edit.undo"],
  ["Mod+Y", "edit.redo"],
  ["ArrowLeft", "arrange.nudgeLeft"],
  ["ArrowRight", "arrange.nudgeRight"],
  ["ArrowUp", "arrange.nudgeUp"],
  ["ArrowDown", "arrange.nudgeDown"],
  ["Shift+ArrowLeft", "arrange.moveLeft"],
  ["Shift+ArrowRight", "arrange.moveRight"],
  ["Shift+ArrowUp", "arrange.moveUp"],
  ["Shift+ArrowDown", "arrange.moveDown"],
  [",", "step.above"],
  [".", "step.below"],
  ["]", "step.next"],
  ["[", "step.previous"],
  ["2", "view.zoomSelection"],
  ["0", "view.zoomFull"],
  ["+", "view.zoomIn"],
  ["=", "view.zoomIn"],
  ["-", "view.zoomOut"],
  ["1", "view.fit"],
  ["M", "view.minimap"],
  ["C", "step.connect", "Escape"],
  ["A", "step.add", "Escape"],
  ["F2", "step.rename", "Escape"],
  ["Shift+F12", "step.findUses", "Escape"],
  ["Mod+F", "edit.find", "Escape"],
  ["Mod+Shift+F", "edit.findEverywhere", "Escape"],
  ["T", "step.test"],
  ["E", "step.editCode"],
  ["F12", "step.goToDefinition"],
  ["Enter", "step.open"],
  ["Mod+B", "view.registry"],
  ["Mod+Alt+B", "view.stepPanel"],
  ["Mod+Alt+I", "view.application"],
  ["Mod+J", "view.bottomPanel"],
  ["?", "view.keyList", "Escape"],
  ["Mod+K", "view.palette", "Escape"],
  ["Mod+P", "file.open", "Escape"],
  ["Mod+S", "file.save", "Escape"],
  ["Mod+Shift+H", "file.revisions", "Escape"],
  ["Mod+Alt+J", "file.json", "Cancel"],
  ["Mod+C", "edit.copy"],
  ["Mod+V", "edit.paste"],
  ["Mod+X", "edit.cut"],
  ["Mod+V", "edit.paste"],
  ["Mod+D", "edit.duplicate"],
  ["Delete", "edit.delete"],
];

/** With nothing selected. */
const ofManySteps: Press[] = [
  ["]", "step.next"],
  ["Mod+Shift+ArrowRight", "edit.selectDownstream"],
  ["Mod+Shift+ArrowLeft", "edit.selectUpstream"],
  ["Escape", "edit.clearSelection"],
  ["N", "note.add", "Escape"],
  ["Mod+A", "edit.selectAll"],
  ["Backspace", "edit.delete"],
  ["Mod+Z", "edit.undo"],
  ["Mod+A", "edit.selectAll"],
  ["Shift+E", "step.editMany", "Escape"],
  ["Shift+K", "arrange.selection"],
  ["Shift+L", "arrange.all"],
  ["Mod+G", "group.create", "Escape"],
  ["F", "group.toggleFold"],
  ["F", "group.toggleFold"],
  ["Mod+Alt+A", "group.selectInside"],
  ["Mod+G", "group.create", "Escape"],
  ["Mod+Shift+G", "group.dissolve"],
];

const ofRuns: Press[] = [
  ["Mod+Enter", "run.start"],
  ["Mod+.", "run.stop"],
  ["Mod+Shift+Enter", "run.debug"],
  ["Mod+.", "run.stop"],
  ["Mod+Alt+Enter", "run.custom", "Escape"],
];

/** With a run in which one step failed, and saved something in an attempt before. */
const ofFailures: Press[] = [
  ["F8", "run.nextFailure"],
  ["P", "step.pin"],
];

/** With a table that has the focus, and with code. */
const ofPlaces: Press[] = [
  ["Mod+Shift+L", "table.filter"],
  ["Enter", "table.openRow"],
  ["Alt+Delete", "table.deleteRow"],
  ["Mod+Alt+M", "code.widen"],
];

/** As Playwright writes a key: a letter is small unless Shift is pressed with it. */
function toPress(key: string): string {
  const name = key.endsWith("+") ? "+" : (key.split("+").at(-1) ?? key);
  const modifiers = key.slice(0, key.length - name.length).replace("Mod", "Control");
  return `${modifiers}${name.length === 1 && !modifiers.includes("Shift") ? name.toLowerCase() : name}`;
}

/** Presses keys on the canvas, one after the other; each runs its command and no other one. */
async function pressAll({ page, canvas }: EditorPage, presses: readonly Press[]): Promise<void> {
  for (const [key, id, closedBy] of presses) {
    await page.evaluate(() => {
      window.ran = [];
    });
    await canvas.focus();
    await page.keyboard.press(toPress(key));
    await expect.poll(() => page.evaluate(() => window.ran), { message: `${key} runs ${id}` }).toEqual([id]);
    if (closedBy === undefined) continue;
    // What opens takes the focus, so that one can type at once.
    await expect(canvas, `what ${key} opened has the focus`).not.toBeFocused();
    if (closedBy === "Escape") await page.keyboard.press(closedBy);
    else await page.getByRole("dialog").getByRole("button", { name: closedBy }).click();
    await expect(canvas, `the focus is back from what ${key} opened`).toBeFocused();
  }
}

test("every default key is tried below", () => {
  const tried = [...ofOneStep, ...ofManySteps, ...ofRuns, ...ofFailures, ...ofPlaces].map(
    ([key, id]) => `${key} ${id}`,
  );
  const defaults = commands.flatMap(({ id, keys = [] }) => keys.map((key) => `${key} ${id}`));
  expect([...new Set(tried)].sort()).toEqual(defaults.sort());
});

test("every default key runs its command in a browser tab", async ({ editor, page }) => {
  await page.addInitScript(() => {
    // Those of the clipboard come as events of the browser; what the editor takes it prevents.
    for (const type of ["copy", "cut", "paste"]) {
      window.addEventListener(type, (event) => {
        if (event.defaultPrevented) window.ran.push(`edit.${type}`);
      });
    }
  });
  await page.goto("/applications/showcase?published");
  await expect(editor.card("Choose the transport")).toBeVisible();
  await editor.rest();
  await editor.card("Choose the transport").click();
  await pressAll(editor, ofOneStep);
  await pressAll(editor, ofManySteps);
  await pressAll(editor, ofRuns);
  await editor.showRun("FAILURE", [{ stepId: "step-7", state: "FAILURE", data: { kind: "value", bytes: 2 } }]);
  await pressAll(editor, ofFailures);
});

test("the keys of tables and of code count only there", async ({ editor, page }) => {
  const ran = (): Promise<string[]> => page.evaluate(() => window.ran.splice(0));
  await editor.open("showcase");
  await editor.showRun("SUCCESS", [
    { id: "run-0", stepId: "step-0", state: "SUCCESS", data: { kind: "list", bytes: 9, count: 2 } },
  ]);
  await page.evaluate(() => window.stepData.data.set("run-0", [{ id: 1 }, { id: 2 }]));
  await editor.card("Read orders and weather").dblclick();
  const panel = page.getByRole("complementary", { name: "Step", exact: true });
  await panel.getByRole("tab", { name: "Output" }).click();
  await panel.getByRole("tab", { name: "Table" }).click();
  const table = panel.getByRole("grid", { name: "Table" });
  await ran();
  await table.press("Control+Shift+l");
  await expect(panel.getByRole("textbox", { name: "Search keys and values" })).toBeFocused();
  await table.press("Enter");
  expect(await ran()).toEqual(["table.filter", "table.openRow"]);
  await panel.getByRole("tab", { name: "Code" }).click();
  const code = page.locator(".monaco-editor textarea, .monaco-editor .native-edit-context").first();
  await code.press("Control+Alt+m");
  expect(await ran()).toEqual(["code.widen"]);
  await page.locator(".monaco-editor textarea, .monaco-editor .native-edit-context").first().press("Control+Alt+m");
  expect(await ran()).toEqual(["code.widen"]);
  await editor.canvas.focus();
  await page.keyboard.press("Control+Alt+i");
  await page.getByRole("textbox", { name: "Name of city" }).press("Alt+Delete");
  await expect(page.getByRole("textbox", { name: "Name of city" })).toHaveCount(0);
  expect(await ran()).toEqual(["view.application", "table.deleteRow"]);
  // Elsewhere they do nothing.
  await editor.canvas.focus();
  for (const key of ["Control+Shift+l", "Alt+Delete", "Control+Alt+m"]) await page.keyboard.press(key);
  expect(await ran()).toEqual([]);
  expect(editor.complaints).toEqual([]);
});

test("a command is given a key by keys alone, shows it, and keeps it; one that was taken is asked for twice", async ({
  editor,
  page,
}) => {
  await editor.open("showcase");
  const duplicate = page.getByRole("button", { name: /^Change the key of Duplicate: / });
  const theme = page.getByRole("button", { name: /^Change the key of Switch between light and dark: / });
  await editor.press("?");
  await page.getByRole("textbox", { name: "Search commands and keys" }).fill("light");
  await theme.press("Enter");
  await page.keyboard.press("Control+w");
  await expect(page.getByRole("alert")).toHaveText("Ctrl+W belongs to the browser, which does not hand it on.");
  await page.keyboard.press("Control+d");
  await expect(page.getByRole("alert")).toHaveText("Ctrl+D is that of Duplicate. Press it again to take it.");
  await page.keyboard.press("Control+d");
  await expect(theme).toHaveText("Ctrl+D");
  await page.getByRole("textbox", { name: "Search commands and keys" }).fill("duplicate");
  await expect(duplicate).toHaveText("no key");
  expect(await editor.faults()).toEqual([]);
  await page.keyboard.press("Escape");
  await page.reload();
  await editor.rest();
  const isDark = (): Promise<boolean> =>
    page.evaluate(() => document.documentElement.dataset.mantineColorScheme === "dark");
  const before = await isDark();
  await editor.press("Control+d");
  await expect.poll(isDark).toBe(!before);
  await expect(page.getByRole("button", { name: "Switch between light and dark" })).toBeVisible();
  await editor.press("?");
  await page.getByRole("button", { name: "Set all back" }).click();
  await expect(duplicate).toHaveText("Ctrl+D");
  expect(editor.complaints).toEqual([]);
});
