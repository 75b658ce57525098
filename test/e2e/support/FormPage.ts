import { expect, type Locator } from "@playwright/test";
import type { JsonObject } from "../../../core/base/json.ts";
import type { EditorPage } from "./EditorPage.ts";

/** The form of one step in the panel. */
export class FormPage {
  private readonly editor: EditorPage;
  private readonly step: string;
  readonly panel: Locator;

  private constructor(editor: EditorPage, step: string) {
    this.editor = editor;
    this.step = step;
    this.panel = editor.page.getByRole("complementary", { name: "Step", exact: true });
  }

  /** Opens the application with a step of every kind, and the panel of one of its steps. */
  static async open(editor: EditorPage, step: string): Promise<FormPage> {
    await editor.open("form");
    await editor.card(step).click();
    await editor.press("Enter");
    const form = new FormPage(editor, step);
    await expect(form.panel).toBeVisible();
    return form;
  }

  field(title: string): Locator {
    return this.panel.getByLabel(title, { exact: true });
  }

  tool(name: string): Locator {
    return this.panel.getByRole("button", { name, exact: true });
  }

  /** The step as the host has it. */
  async entry(): Promise<JsonObject> {
    const { document } = await this.editor.stored();
    const steps = document.steps as JsonObject[];
    return steps.find(({ name }) => name === this.step) ?? {};
  }
}
