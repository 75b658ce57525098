import { expect, type Locator, type Page } from "@playwright/test";

/** The code of a step class as a person sees it. */
export class CodePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The editor, once it is there. */
  get editor(): Locator {
    return this.page.locator(".monaco-editor").first();
  }

  get text(): Locator {
    return this.editor.locator(".view-lines");
  }

  get errors(): Locator {
    return this.editor.locator(".squiggly-error");
  }

  get warnings(): Locator {
    return this.editor.locator(".squiggly-warning");
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** The field of the dialogs that ask for the name of a class. */
  get name(): Locator {
    return this.page.getByRole("dialog").getByRole("textbox", { name: "Name" });
  }

  /** Whether everything typed is kept. */
  state(word: string): Locator {
    return this.page.getByRole("status").filter({ hasText: word });
  }

  /** A group of the registry. */
  group(title: string): Locator {
    return this.page
      .getByRole("complementary", { name: "Steps" })
      .locator("section")
      .filter({ has: this.page.getByRole("heading", { name: title, exact: true }) });
  }

  /** What opens the menu of a class of the registry. */
  menuOf(name: string, group?: string): Locator {
    const place = group === undefined ? this.page : this.group(group);
    return place.getByRole("button", { name: `More about ${name}`, exact: true }).first();
  }

  /** Puts a text in the place of the whole. */
  async write(code: string): Promise<void> {
    await expect(this.text).toBeVisible();
    await this.text.click();
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.insertText(code);
  }

  /** Pastes a text over the whole: lines that are typed would be indented. */
  async paste(text: string): Promise<void> {
    await expect(this.text).toBeVisible();
    await this.editor.locator(".view-line").first().click();
    await this.page.keyboard.press("Control+A");
    await this.page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", pasted);
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
    }, text);
  }
}
