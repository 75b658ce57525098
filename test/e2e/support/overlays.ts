import type { Locator, Page } from "@playwright/test";
import type { Dialog, MenuPlace } from "../../../renderer/state/session/SessionState.ts";
import type { MemoryVersions } from "../../renderer/support/MemoryVersions.ts";
import type { EditorPage } from "./EditorPage.ts";

declare global {
  interface Window {
    versions: MemoryVersions;
  }
}

/** What opens over the editor and is closed again by Escape: a dialog, a menu, a list. */
export interface Overlay {
  title: string;
  /** The file that draws it, below `renderer`. */
  file: string;
  /** Opens it as a person does, over the walked flow with nothing open. */
  open(editor: EditorPage): Promise<unknown>;
  /** It is there with what belongs into it. */
  shown(page: Page): Locator;
  /** The part that is looked at, where it is neither dialog nor menu. */
  part?: string;
  /** A button that closes it, where Escape belongs to what is in it. */
  closedBy?: string;
}

const dialog =
  (name: string | RegExp) =>
  (page: Page): Locator =>
    page.getByRole("dialog", { name });
/** The button that closes a dialog, while it has the focus: where a dialog has anything to do in it, one begins there. */
export const closeButton = (page: Page): Locator =>
  page.getByRole("dialog").getByRole("button", { name: "Close", exact: true }).and(page.locator("header button:focus"));

const menu = (page: Page): Locator => page.getByRole("menu");
const onStep = async (editor: EditorPage, ...keys: string[]): Promise<void> => {
  await editor.card("Load").click();
  await editor.press(...keys);
};
const rightClick = (target: (editor: EditorPage) => Locator) => (editor: EditorPage) =>
  target(editor).click({ button: "right" });

/** Publishes over what a test says that the host found. */
const publish = (found: Partial<MemoryVersions>) => async (editor: EditorPage) => {
  await editor.page.evaluate((given) => {
    window.versions.failure = undefined;
    Object.assign(window.versions, JSON.parse(given));
  }, JSON.stringify(found));
  await editor.press("Control+s");
};
const preview = { published: 1, changes: 1, needsMerge: false, problems: [], classes: [] };
const changed = {
  logic: [{ kind: "added" as const, of: "step" as const, name: "Say", path: "$.steps[2]", to: { name: "Say" } }],
  layout: [],
};
const conflict = {
  id: "c",
  of: "step" as const,
  subject: "step-1",
  name: "Add up",
  path: ["code"],
  base: "return 1;",
  theirs: "return 2;",
  mine: "return 3;",
};
const merging = { found: { ...preview, needsMerge: true } };
const merged = { base: 1, published: 2, conflicts: [conflict], renamed: [], diff: changed };

/** By what the document asks for. */
export const dialogs: Record<Dialog["kind"], Overlay[]> = {
  publish: [
    {
      title: "what would be published cannot be read",
      file: "screens/editor/file/PublishDialog.tsx",
      open: publish({ failure: "The host does not answer." }),
      shown: (page) => dialog("Publish")(page).getByRole("alert"),
    },
    {
      title: "errors stand against publishing",
      file: "screens/editor/file/PublishDialog.tsx",
      open: publish({
        found: {
          ...preview,
          problems: [{ severity: "error", code: "missing_name", path: "$.name", message: "It has no name." }],
        },
      }),
      shown: dialog("Not published yet"),
    },
    {
      title: "nothing to publish",
      file: "screens/editor/file/PublishDialog.tsx",
      open: publish({ found: { ...preview, changes: 0 } }),
      shown: (page) => dialog("Publish")(page).getByText("There is nothing to publish"),
    },
    {
      title: "the changes cannot be merged",
      file: "screens/editor/file/MergeSteps.tsx",
      // Publishing is looked at; merging is not answered.
      async open(editor) {
        await editor.page.evaluate(() => {
          window.versions.merge = async () => Promise.reject(new Error("The host does not answer."));
        });
        await publish(merging)(editor);
      },
      shown: (page) => dialog(/^Merge with r/)(page).getByRole("alert"),
    },
    {
      title: "a conflict",
      file: "screens/editor/file/MergeSteps.tsx",
      async open(editor) {
        await editor.page.evaluate(() => Reflect.deleteProperty(window.versions, "merge"));
        await publish({ ...merging, merged })(editor);
      },
      shown: (page) => dialog(/^Merge with r/)(page).getByText("Published meanwhile"),
    },
    {
      title: "publish with a comment and changed classes",
      file: "screens/editor/file/PublishForm.tsx",
      open: publish({
        found: {
          ...preview,
          problems: [{ severity: "warning", code: "no_steps", path: "$", message: "It does nothing." }],
          classes: [{ name: "Mine", isNew: false, problem: undefined, usedBy: ["other"] }],
        },
      }),
      shown: (page) => dialog("Publish")(page).getByText("Changed step classes"),
    },
  ],
  discard: [
    {
      title: "discard the draft",
      file: "screens/editor/file/DiscardDialog.tsx",
      async open(editor) {
        await onStep(editor, "d");
        await editor.runCommand("Discard the draft");
      },
      shown: dialog("Discard the draft"),
    },
  ],
  revisions: [
    {
      title: "revisions",
      file: "screens/editor/file/RevisionsDrawer.tsx",
      open: (editor) => editor.press("Control+Shift+h"),
      shown: (page) => dialog("Revisions")(page).getByRole("listitem"),
    },
  ],
  json: [
    {
      title: "the document as JSON",
      file: "screens/editor/file/JsonDialog.tsx",
      open: (editor) => editor.press("Control+Alt+j"),
      shown: (page) => dialog("The application as JSON")(page).locator(".view-lines"),
      closedBy: "Cancel",
    },
  ],
  extract: [
    {
      title: "extract",
      file: "screens/editor/extract/ExtractDialog.tsx",
      async open(editor) {
        await editor.card("Load").click();
        await editor.card("Add up").click({ modifiers: ["Control"] });
        await editor.runCommand("Extract to application");
      },
      shown: dialog("Extract to application"),
    },
  ],
  inline: [
    {
      title: "put the steps here",
      file: "screens/editor/extract/InlineDialog.tsx",
      async open(editor) {
        await editor.card("Child").click();
        await editor.runCommand("Put the steps of the application here");
      },
      shown: (page) => dialog(/^Put the steps of child/)(page).getByText("1 step of the application"),
    },
  ],
  editMany: [
    {
      title: "edit many",
      file: "screens/editor/step/EditManyDialog.tsx",
      open: (editor) => editor.press("Control+a", "Shift+e"),
      shown: dialog(/^Edit \d+ steps at once$/),
    },
  ],
  names: [
    {
      title: "rename the application",
      file: "screens/editor/file/NamesDialog.tsx",
      open: (editor) => editor.runCommand("Rename the application"),
      shown: dialog("Rename the application"),
    },
    {
      title: "save as",
      file: "screens/editor/file/NamesDialog.tsx",
      open: (editor) => editor.runCommand("Save as"),
      shown: dialog("Save as another application"),
    },
  ],
  diff: [
    {
      title: "changes",
      file: "screens/editor/file/DiffDialog.tsx",
      open: (editor) => editor.runCommand("Show the changes"),
      shown: (page) => dialog(/^From /)(page).getByRole("region", { name: "added: Say" }),
    },
  ],
};

/** The menu of the right button by what it is of. */
export const menus: Record<MenuPlace, Overlay> = {
  canvas: contextMenu("canvas", (editor) => editor.canvas.click({ button: "right", position: { x: 300, y: 40 } })),
  step: contextMenu(
    "step",
    rightClick((editor) => editor.card("Add up")),
  ),
  steps: contextMenu("steps", async (editor) => {
    await editor.press("Control+a");
    await editor.card("Add up").click({ button: "right" });
  }),
  edge: contextMenu("edge", async (editor) => {
    const [from, to] = [await editor.card("Load").boundingBox(), await editor.card("Add up").boundingBox()];
    if (from === null || to === null) throw new Error("The steps of the wire are not in view.");
    await editor.page.mouse.click((from.x + from.width + to.x) / 2, from.y + from.height / 2, { button: "right" });
  }),
  note: contextMenu(
    "note",
    rightClick((editor) => editor.page.locator(".react-flow__node-note")),
  ),
  group: contextMenu(
    "group",
    rightClick((editor) => editor.page.getByText("Counting", { exact: true })),
  ),
  problem: contextMenu("problem", async (editor) => {
    await showPanel(editor, "Problems");
    await editor.page.locator("[data-severity]").first().click({ button: "right" });
  }),
  logLine: contextMenu("logLine", async (editor) => {
    await showRun(editor);
    await showPanel(editor, "Log");
    await editor.page.getByRole("log", { name: "Log lines" }).getByText("a line").click({ button: "right" });
  }),
  timelineRow: contextMenu("timelineRow", async (editor) => {
    await showRun(editor);
    await showPanel(editor, "Timeline");
    const rows = editor.page.getByRole("listbox", { name: "Steps over time" });
    await rows.getByRole("option").first().click({ button: "right" });
  }),
};

async function showPanel(editor: EditorPage, tab: string): Promise<void> {
  const found = editor.page.getByRole("tab", { name: tab });
  if ((await found.count()) === 0) await editor.press("Control+j");
  await found.click();
}

async function showRun(editor: EditorPage): Promise<void> {
  await editor.showRun("SUCCESS", [{ stepId: "step-0", state: "SUCCESS", startedAt: 0, finishedAt: 900 }]);
  await editor.page.evaluate(() => {
    window.log.add("a line", 30);
    window.log.tell();
  });
}

function contextMenu(place: MenuPlace, open: Overlay["open"]): Overlay {
  return { title: `menu of the ${place}`, file: "canvas/CanvasMenu.tsx", open, shown: menu };
}

const chooseOfClass = (name: string, item: string) => async (editor: EditorPage) => {
  await openMenuOfClass(name)(editor);
  await editor.page.getByRole("menuitem", { name: item, exact: true }).click();
};
const openMenuOfClass = (name: string) => async (editor: EditorPage) => {
  await editor.button(`Add ${name}`).first().hover();
  await editor.button(`More about ${name}`).first().click();
};

/** All the others: those of the canvas, the panels and the window. */
export const lists: Overlay[] = [
  {
    title: "new step",
    file: "canvas/ClassChooser.tsx",
    open: (editor) => editor.press("Escape", "a"),
    shown: dialog("Add a step"),
  },
  {
    title: "connect to",
    file: "canvas/StepConnector.tsx",
    open: (editor) => onStep(editor, "c"),
    shown: dialog("Connect Load"),
  },
  { title: "keys", file: "canvas/KeyList.tsx", open: (editor) => editor.press("?"), shown: dialog("Keys") },
  {
    title: "uses of a name",
    file: "canvas/RenameDialog.tsx",
    async open(editor) {
      await onStep(editor, "F2");
      await editor.page.keyboard.type("Loaded");
      await editor.page.keyboard.press("Enter");
    },
    shown: dialog("Rename Load to Loaded"),
  },
  {
    title: "uses of a variable of the configuration",
    file: "canvas/RenameConfigured.tsx",
    async open(editor) {
      await editor.press("Control+Alt+i");
      const section = editor.page.getByRole("region", { name: "Configuration" });
      await section.getByLabel("Value of host").press("F2");
      await section.getByLabel("New name of host").fill("server");
      await editor.page.keyboard.press("Enter");
    },
    shown: dialog("Rename host to server"),
  },
  {
    title: "find and replace",
    file: "canvas/FindPanel.tsx",
    async open(editor) {
      await editor.press("Control+f");
      await editor.page.keyboard.type("Load");
    },
    shown: (page) => page.getByRole("region", { name: "Find" }).getByRole("listitem").first(),
    part: '[aria-label="Find"]',
  },
  {
    title: "names for an expression",
    file: "inspector/controls/ExpressionArea.tsx",
    async open(editor) {
      await editor.card("Say").dblclick();
      await editor.page.getByRole("textbox", { name: "Message", exact: true }).fill("");
      await editor.page.keyboard.type("${");
    },
    shown: (page) => page.getByRole("listbox").getByRole("option").first(),
    part: "[role=region]:has([role=listbox])",
  },
  {
    title: "commands",
    file: "screens/editor/CommandPalette.tsx",
    open: (editor) => editor.press("Control+k"),
    shown: (page) => page.getByPlaceholder("Search commands"),
  },
  {
    title: "open by name",
    file: "screens/editor/Opener.tsx",
    open: (editor) => editor.press("Control+p"),
    shown: (page) => page.getByPlaceholder("Go to a step or open anything by its name"),
  },
  {
    title: "other runs",
    file: "screens/editor/RunChoice.tsx",
    async open(editor) {
      const run = { id: "run-1", state: "SUCCESS", acceptedAt: 0, warning: false, triggeredBy: { kind: "USER" } };
      await editor.page.evaluate(
        (given) => {
          window.runs.records = JSON.parse(given);
        },
        JSON.stringify([run]),
      );
      await editor.button("Show another run").click();
    },
    shown: (page) => menu(page).getByRole("menuitem"),
  },
  {
    title: "menu of the application",
    file: "screens/editor/file/FileMenu.tsx",
    open: (editor) => editor.button("Application").click(),
    shown: menu,
  },
  {
    title: "custom run",
    file: "screens/editor/run/CustomRunDialog.tsx",
    open: (editor) => editor.press("Control+Alt+Enter"),
    shown: dialog("Custom run"),
  },
  {
    title: "menu of a class",
    file: "screens/editor/registry/ClassRow.tsx",
    open: openMenuOfClass("Every kind EveryKind"),
    shown: menu,
  },
  {
    title: "about a class",
    file: "screens/editor/registry/ClassInfo.tsx",
    open: chooseOfClass("Script", "About the class"),
    shown: (page) => dialog("Script")(page).locator("pre").first(),
  },
  {
    title: "copy a class",
    file: "code/classes/CopyClass.tsx",
    open: chooseOfClass("Script", "Copy to edit"),
    shown: dialog("Copy Script to edit"),
  },
  {
    title: "rename a class",
    file: "screens/editor/registry/RenameClass.tsx",
    open: chooseOfClass("Every kind EveryKind", "Rename"),
    shown: dialog("Rename EveryKind"),
  },
  {
    title: "delete a class",
    file: "screens/editor/registry/DeleteClass.tsx",
    open: chooseOfClass("Every kind EveryKind", "Delete"),
    shown: dialog("Delete EveryKind?"),
  },
  {
    title: "new class",
    file: "screens/editor/registry/NewClass.tsx",
    open: (editor) => editor.button("New step class").first().click(),
    shown: dialog("New step class"),
  },
  {
    title: "import",
    file: "screens/transfer/ImportDialog.tsx",
    open: (editor) =>
      editor.page.locator('input[type=file][accept*=".json"]').setInputFiles({
        name: "child.json",
        mimeType: "application/json",
        buffer: Buffer.from('{"name":"child","app_variables":[],"steps":[]}'),
      }),
    shown: (page) => dialog("Import")(page).getByRole("row").nth(1),
  },
];
