import { expect, type Page } from "@playwright/test";
import { dropFiles } from "./dropFiles.ts";
import type { EditorPage } from "./EditorPage.ts";
import type { Overlay } from "./overlays.ts";

const dialog = (name: string | RegExp) => (page: Page) => page.getByRole("dialog", { name });

async function goTo(editor: EditorPage, place: string): Promise<void> {
  await editor.page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: place, exact: true }).click();
}

/** A menu behind the three dots of a row. */
function rowMenu(file: string, place: string, row: string | RegExp): Overlay {
  return {
    title: `menu of a row in ${place}`,
    file,
    async open(editor) {
      await goTo(editor, place);
      await editor.page.getByRole("button", { name: row }).first().click();
    },
    shown: (page) => page.getByRole("menu"),
  };
}

/**
 * What opens over the places beside the editor. There is an application "A flow" with a run, a configuration "site", a schedule
 * "nightly", and a SyncPack "Broken" that could not be installed.
 */
export const placeOverlays: Overlay[] = [
  rowMenu("screens/applications/ApplicationTable.tsx", "Applications", "Actions for A flow"),
  rowMenu("screens/runs/RunTable.tsx", "Runs", /^Actions for /),
  rowMenu("screens/schedules/ScheduleTable.tsx", "Schedules", "Actions for nightly"),
  rowMenu("screens/syncPacks/PackList.tsx", "SyncPacks", "Actions for Broken 1.0.0"),
  {
    title: "menu of a tab",
    file: "app/TabMenu.tsx",
    async open(editor) {
      await goTo(editor, "Applications");
      await editor.page.getByRole("link", { name: "A flow", exact: true }).first().click();
      const tabs = editor.page.getByRole("navigation", { name: "Open applications" });
      await tabs.getByRole("link", { name: "A flow" }).click({ button: "right" });
    },
    shown: (page) => page.getByRole("menuitem", { name: "Close the other tabs" }),
  },
  {
    title: "templates",
    file: "screens/applications/TemplateDialog.tsx",
    async open(editor) {
      await goTo(editor, "Applications");
      await editor.button("New from template").click();
    },
    shown: (page) => dialog("Begin from a template")(page).getByRole("listitem"),
  },
  {
    title: "schedule",
    file: "screens/schedules/ScheduleDialog.tsx",
    async open(editor) {
      await goTo(editor, "Schedules");
      await editor.button("New schedule").first().click();
    },
    shown: (page) => page.getByRole("dialog").getByRole("textbox", { name: "Name" }),
  },
  {
    title: "delete a configuration",
    file: "screens/configurations/ConfigurationPage.tsx",
    async open(editor) {
      await goTo(editor, "Configurations");
      await editor.page.getByRole("link", { name: "site", exact: true }).first().click();
      await editor.button("Delete").click();
    },
    shown: dialog("Delete site?"),
  },
  {
    title: "rename a variable of a configuration",
    file: "screens/configurations/RenameVariable.tsx",
    async open(editor) {
      await goTo(editor, "Configurations");
      await editor.page.getByRole("link", { name: "site", exact: true }).first().click();
      await editor.page
        .getByRole("button", { name: /^Rename / })
        .first()
        .click();
    },
    shown: dialog(/^Rename /),
  },
  {
    title: "open anything by name",
    file: "app/PlaceKeys.tsx",
    async open(editor) {
      await goTo(editor, "Runs");
      await expect(editor.page.getByRole("heading", { level: 1 })).toBeVisible();
      await editor.page.keyboard.press("Control+p");
    },
    shown: dialog("Open by name"),
  },
  {
    title: "known keys",
    file: "screens/syncPacks/KnownKeys.tsx",
    async open(editor) {
      await goTo(editor, "SyncPacks");
      await editor.button("Known keys").click();
    },
    shown: dialog("Known keys"),
  },
  {
    title: "why a SyncPack failed",
    file: "screens/syncPacks/PackStageBadge.tsx",
    async open(editor) {
      await goTo(editor, "SyncPacks");
      await editor.button("Failed: why Broken 1.0.0 did").click();
    },
    shown: dialog("Why Broken 1.0.0 failed"),
  },
  {
    title: "remove a SyncPack",
    file: "screens/syncPacks/RemovePack.tsx",
    async open(editor) {
      await goTo(editor, "SyncPacks");
      await editor.button("Actions for Broken 1.0.0").click();
      await editor.page.getByRole("menuitem", { name: "Remove" }).click();
    },
    shown: dialog("Remove Broken 1.0.0?"),
  },
  {
    title: "a SyncPack that is none",
    file: "app/usePackImporter.tsx",
    async open(editor) {
      await goTo(editor, "SyncPacks");
      await dropFiles(editor.page, { "notes.tgz": "no archive at all" });
    },
    shown: dialog("notes.tgz was not imported"),
  },
];
