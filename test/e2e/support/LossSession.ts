import { expect, type Locator, type Page } from "@playwright/test";
import type { Random } from "../../../core/base/Random.ts";
import { EditorPage } from "./EditorPage.ts";

/** What was in the field at a time. */
interface Typed {
  /** ms since the epoch. */
  at: number;
  text: string;
}

/** A person who edits one step without a pause until the session is ended, and what the host told them is stored. */
export class LossSession {
  /** Ids of gestures and undos that the host was asked for. */
  readonly asked = new Set<string>();
  /** Those that it said are stored. */
  readonly acknowledged = new Set<string>();
  /** When each question that has no answer yet was asked, ms since the epoch. */
  private readonly unanswered = new Map<unknown, number>();
  /** The longest time from a question to its answer, and from a key to what it did, ms. */
  private slowestAnswer = 0;
  private slowestKey = 0;
  private readonly editor: EditorPage;
  private readonly random: Random;
  private readonly typed: Typed[] = [];
  private isOver = false;

  private constructor(page: Page, random: Random) {
    this.editor = new EditorPage(page);
    this.random = random;
    page.on("request", (request) => {
      const { gesture } = (request.postDataJSON() ?? {}) as { gesture?: string | { id: string } };
      if (gesture === undefined) return;
      this.unanswered.set(request, Date.now());
      this.asked.add(typeof gesture === "string" ? gesture : gesture.id);
    });
    page.on("response", (response) => {
      const { gesture } = (response.request().postDataJSON() ?? {}) as { gesture?: string | { id: string } };
      const from = this.unanswered.get(response.request());
      this.unanswered.delete(response.request());
      // What was asked for before this session was stored before it too, although its answer is told now.
      if (gesture === undefined || from === undefined || !response.ok()) return;
      this.slowestAnswer = Math.max(this.slowestAnswer, Date.now() - from);
      this.acknowledged.add(typeof gesture === "string" ? gesture : gesture.id);
    });
  }

  /** What the browser complained about. */
  get complaints(): readonly string[] {
    return this.editor.complaints;
  }

  /** Opens the panel of the step "Say" of an application. */
  static async open(page: Page, { address, random }: { address: string; random: Random }): Promise<LossSession> {
    const session = new LossSession(page, random);
    await page.goto(address);
    // The view is where it was left: steps that were moved there may lie below the map.
    await session.editor.press("1");
    await session.editor.card("Say").click();
    await session.editor.press("Enter");
    session.typed.push({ at: Date.now(), text: await session.field.inputValue() });
    return session;
  }

  /** Edits until the session is ended. What fails because the browser or the host was killed is nobody's fault. */
  async work(): Promise<void> {
    while (!this.isOver) {
      try {
        await this.act();
      } catch (error) {
        if (!this.isOver) throw error;
      }
    }
  }

  end(): void {
    this.isOver = true;
  }

  /** Leaves the field, so that all that was typed is to be stored. */
  async leave(): Promise<void> {
    await this.editor.canvas.focus();
    await expect(this.field).toHaveValue(this.text());
  }

  /** How slow page and host were up to a moment, ms: what is typed is stored later by so much. */
  slownessAt(moment: number): number {
    const waits = [...this.unanswered.values()].map((asked) => moment - asked);
    return Math.max(this.slowestAnswer, ...waits) + this.slowestKey;
  }

  /** What was in the field; `before`: up to that moment, in ms since the epoch. */
  text(before = Number.POSITIVE_INFINITY): string {
    return this.typed.findLast(({ at }) => at <= before)?.text ?? "";
  }

  private get field(): Locator {
    return this.editor.page
      .getByRole("complementary", { name: "Step", exact: true })
      .getByRole("textbox", { name: /^Message/ });
  }

  private async act(): Promise<void> {
    const { editor, random } = this;
    const dice = random.next();
    if (dice < 0.2) await editor.press("Shift+ArrowRight");
    else if (dice < 0.3) await editor.press("Shift+ArrowDown");
    // Done and taken back at once: what was typed stays.
    else if (dice < 0.4) await editor.press("d", "Control+z");
    else await this.type(3 + Math.floor(random.next() * 12));
  }

  private async type(count: number): Promise<void> {
    await this.field.focus();
    await this.editor.page.keyboard.press("Control+End");
    for (let index = 0; index < count && !this.isOver; index += 1) {
      const letter = String.fromCharCode(97 + Math.floor(this.random.next() * 26));
      const text = this.text() + letter;
      const pressed = Date.now();
      await this.editor.page.keyboard.press(letter);
      this.slowestKey = Math.max(this.slowestKey, Date.now() - pressed);
      this.typed.push({ at: Date.now(), text });
    }
  }
}
