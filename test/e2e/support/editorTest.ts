import { test as base, expect } from "@playwright/test";
import { EditorPage } from "./EditorPage.ts";

/** A test with the editor; it fails for any complaint of the browser. */
export const test = base.extend<{ editor: EditorPage }>({
  editor: async ({ page }, use) => {
    const editor = new EditorPage(page);
    await use(editor);
    expect(editor.complaints).toEqual([]);
  },
});

export { expect };
