import { AxeBuilder } from "@axe-core/playwright";
import { expect, type JSHandle, type Locator, type Page } from "@playwright/test";
import type { EditState } from "../../../core/model/operations/EditState.ts";
import type { MemoryDraft } from "../../renderer/support/MemoryDraft.ts";
import type { MemoryRuns } from "../../renderer/support/MemoryRuns.ts";

declare global {
  interface Window {
    draft: MemoryDraft | undefined;
    runs: MemoryRuns;
  }
}

type StepState = Parameters<MemoryRuns["push"]>[0][number];

/** What is not looked at in the theme that is switched to, and why. */
const exceptions = [
  { within: ".monaco-editor", because: "Monaco takes the colours of a theme in its own time and does not tell when" },
] as const;

/** The editor as a person sees it: what is where, and what one does with it. Knows all selectors, so that no test does. */
export class EditorPage {
  readonly page: Page;
  /** What the browser complained about: errors, and what the policy of the page forbids. */
  readonly complaints: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on("console", (message) => {
      if (message.type() !== "error" && message.type() !== "warning") return;
      // What could not be loaded is told without its address.
      const { url } = message.location();
      this.complaints.push(message.text().startsWith("Failed to load") ? `${message.text()} ${url}` : message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(String(error.stack)));
    page.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol !== "data:" && hostname !== "127.0.0.1") this.complaints.push(`asked ${request.url()}`);
    });
  }

  async open(name: string): Promise<void> {
    await this.page.goto(`/applications/${name}`);
    await expect(this.canvas).toBeVisible();
    // The view moves to the flow when it opens; a click before that would miss.
    await this.rest();
  }

  /** Waits until the view no longer moves. */
  async rest(): Promise<void> {
    await expect.poll(() => this.isAtRest()).toBe(true);
  }

  get canvas(): Locator {
    return this.page.getByRole("region", { name: /^Canvas of/ });
  }

  get cards(): Locator {
    return this.page.locator(".react-flow__node-step");
  }

  get edges(): Locator {
    return this.page.locator(".react-flow__edge");
  }

  card(name: string): Locator {
    return this.cards.filter({ hasText: name });
  }

  /** Whether a card is in the view of the canvas, and nothing lies over it. */
  async isFree(name: string): Promise<boolean> {
    const area = await this.canvas.boundingBox();
    const card = await this.card(name).boundingBox();
    if (area === null || card === null) return false;
    const isInView =
      card.x >= area.x &&
      card.y >= area.y &&
      card.x + card.width <= area.x + area.width &&
      card.y + card.height <= area.y + area.height;
    return (
      isInView &&
      (await this.card(name).evaluate((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const inside = [0.02, 0.25, 0.5, 0.75, 0.98];
        return inside.every((across) =>
          inside.every((down) => element.contains(document.elementFromPoint(x + across * width, y + down * height))),
        );
      }))
    );
  }

  foldedGroup(title: string): Locator {
    return this.page.locator(".react-flow__node-fold").filter({ hasText: title });
  }

  get status(): Locator {
    return this.page.getByRole("contentinfo");
  }

  /** What screen readers hear of the selection. */
  async selectionNews(): Promise<string> {
    return (
      (await this.page
        .getByRole("status")
        .filter({ hasText: /selected$/ })
        .textContent()) ?? ""
    );
  }

  /** The heights of begin, both control points and end of a wire, in canvas units. */
  async heightsOfWire(from: string, to: string): Promise<number[]> {
    const edge = this.page.locator(`.react-flow__edge[aria-label^="${from} to ${to},"]`);
    const path = (await edge.locator(".react-flow__edge-path").getAttribute("d")) ?? "";
    return [...path.matchAll(/,(-?[\d.]+)/g)].map(([, y]) => Number(y));
  }

  /** Where a painted card is on the page: the middle of its place in the document, as the view shows it. */
  async middleOfPainted(name: string): Promise<{ x: number; y: number }> {
    return this.middleOfPlace((await this.stored()).document, name);
  }

  /** The same with a document that is known already. */
  async middleOfPlace(document: EditState["document"], name: string): Promise<{ x: number; y: number }> {
    const { steps } = document.layout as { steps: { step: string; x: number; y: number }[] };
    const place = steps.find(({ step }) => step === name) ?? { x: 0, y: 0 };
    const origin = (await this.canvas.boundingBox()) ?? { x: 0, y: 0 };
    const style = (await this.page.locator(".react-flow__viewport").getAttribute("style")) ?? "";
    const [x = 0, y = 0, zoom = 1] = [...style.matchAll(/-?[\d.]+(?=px|\))/g)].map(Number);
    return { x: origin.x + x + (place.x + 104) * zoom, y: origin.y + y + (place.y + 28) * zoom };
  }

  /** The canvas on which cards and edges are painted. */
  get painted(): Locator {
    return this.page.locator(".painted-layer");
  }

  /** Begins to compare what is painted with what is painted now: gives how many of a thousand pixels differ clearly since. */
  async keepPainted(): Promise<() => Promise<number>> {
    const read = (): Promise<JSHandle<Uint8ClampedArray>> =>
      this.painted.evaluateHandle((element) => {
        const { width, height } = element as HTMLCanvasElement;
        const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
        if (!copy) throw new Error("Nothing can be painted here.");
        copy.drawImage(element as HTMLCanvasElement, 0, 0);
        return copy.getImageData(0, 0, width, height).data;
      });
    const before = await read();
    return async () =>
      this.page.evaluate(
        ([then, now]) => {
          let count = 0;
          for (let at = 0; at < now.length; at += 4) {
            const isOther = [0, 1, 2, 3].some((part) => Math.abs((then[at + part] ?? 0) - (now[at + part] ?? 0)) > 24);
            if (isOther) count += 1;
          }
          return Math.round((count / now.length) * 4_000);
        },
        [before, await read()] as const,
      );
  }

  /** Turns the wheel over the middle of the canvas, in each of so many frames, until the last turn is painted. */
  wheel(change: { deltaX?: number; deltaY?: number; ctrlKey?: boolean }, frames: number): Promise<void> {
    return this.page.locator(".react-flow__pane").evaluate(
      async (pane, given) => {
        const { x, y, width, height } = pane.getBoundingClientRect();
        const place = { bubbles: true, cancelable: true, clientX: x + width / 2, clientY: y + height / 2 };
        const frame = (): Promise<number> => new Promise(requestAnimationFrame);
        for (let count = 0; count < given.frames; count += 1) {
          pane.dispatchEvent(new WheelEvent("wheel", { ...place, ...given.change }));
          await frame();
        }
        await frame();
        await frame();
      },
      { change, frames },
    );
  }

  /** How many cards in view lie above and below what is painted. */
  layersOfCards(): Promise<{ above: number; below: number }> {
    return this.painted.evaluate((painted) => {
      const found = { above: 0, below: 0 };
      (painted as HTMLElement).style.pointerEvents = "auto";
      for (const card of document.querySelectorAll(".react-flow__node-step")) {
        const { x, y, width, height } = card.getBoundingClientRect();
        const layers = document.elementsFromPoint(x + width / 2, y + height / 2);
        const [own, paint] = [layers.findIndex((layer) => card.contains(layer)), layers.indexOf(painted)];
        if (own >= 0 && paint >= 0) found[own < paint ? "above" : "below"] += 1;
      }
      (painted as HTMLElement).style.pointerEvents = "";
      return found;
    });
  }

  /** How many pixels of the painted cards have the colour of a token, or one that differs by so much at most. */
  paintedWith(token: string, most = 0): Promise<number> {
    return this.painted.evaluate(
      (element, given) => {
        const canvas = element as HTMLCanvasElement;
        const read = (paint: (context: OffscreenCanvasRenderingContext2D) => void): Uint8ClampedArray => {
          const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
          if (!copy) throw new Error("Nothing can be painted here.");
          paint(copy);
          return copy.getImageData(0, 0, canvas.width, canvas.height).data;
        };
        const wanted = read((context) => {
          context.fillStyle = getComputedStyle(canvas).getPropertyValue(given.token);
          context.fillRect(0, 0, 1, 1);
        });
        const data = read((context) => context.drawImage(canvas, 0, 0));
        let count = 0;
        for (let at = 0; at < data.length; at += 4) {
          const isNear = (part: number): boolean =>
            Math.abs((data[at + part] ?? 0) - (wanted[part] ?? 0)) <= given.most;
          if ([0, 1, 2, 3].every(isNear)) count += 1;
        }
        return count;
      },
      { token, most },
    );
  }

  /** How cards are drawn: full, brief, painted. */
  detail(): Promise<string | null> {
    return this.canvas.getAttribute("data-detail");
  }

  /** Goes so far away that the cards are painted. */
  async goFarAway(): Promise<void> {
    await expect
      .poll(async () => {
        await this.press("-");
        await this.rest();
        return this.detail();
      })
      .toBe("painted");
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  async press(...keys: string[]): Promise<void> {
    await this.canvas.focus();
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Chooses a command in the list of all of them. */
  async runCommand(title: string): Promise<void> {
    await this.press("Control+k");
    await this.page
      .getByRole("searchbox")
      .or(this.page.getByRole("textbox", { name: "Search commands" }))
      .first()
      .fill(title);
    await this.page.keyboard.press("Enter");
  }

  /** Adds the step of a class after the selected one, from the canvas and back to it. */
  async addByKeys(name: string): Promise<void> {
    const { keyboard } = this.page;
    await keyboard.press("a");
    await expect(this.page.getByRole("combobox", { name: "Which step?" })).toBeFocused();
    await keyboard.type(name);
    await expect(this.page.getByRole("option").first()).toContainText(name);
    await keyboard.press("Enter");
    await expect(this.canvas).toBeFocused();
  }

  /** Drags from the middle of the card's output to the middle of a card or a point of the page. */
  async drawWire(from: string, to: Locator | { x: number; y: number }, output = "out"): Promise<void> {
    await this.card(from).hover();
    const handle = this.card(from).locator(output === "error" ? '[data-handleid="error"]' : '[data-handleid^="out:"]');
    const begin = await middleOf(handle);
    const end = "x" in to && "y" in to ? to : await middleOf(to as Locator);
    await this.page.mouse.move(begin.x, begin.y);
    await this.page.mouse.down();
    await this.page.mouse.move((begin.x + end.x) / 2, (begin.y + end.y) / 2, { steps: 4 });
    await this.page.mouse.move(end.x, end.y, { steps: 4 });
  }

  async letGo(): Promise<void> {
    await this.page.mouse.up();
  }

  async dragBy(target: Locator, dx: number, dy: number): Promise<void> {
    const { x, y } = await middleOf(target);
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x + dx / 2, y + dy / 2, { steps: 4 });
    await this.page.mouse.move(x + dx, y + dy, { steps: 4 });
    await this.page.mouse.up();
  }

  /** Drags a class of the registry to a point of the page. */
  async dropClass(name: string, to: { x: number; y: number }): Promise<void> {
    const box = await this.canvas.boundingBox();
    await this.page
      .getByRole("button", { name: `Add ${name}`, exact: true })
      .dragTo(this.canvas, { targetPosition: { x: to.x - (box?.x ?? 0), y: to.y - (box?.y ?? 0) } });
  }

  /** The document as the host has it. */
  stored(): Promise<EditState> {
    return this.page.evaluate(() => window.draft?.state as EditState);
  }

  gestures(): Promise<number> {
    return this.page.evaluate(() => window.draft?.updates.length ?? 0);
  }

  showRun(state: "STARTED" | "SUCCESS" | "FAILURE", steps: StepState[]): Promise<void> {
    return this.page.evaluate(
      ({ runState, states }) => {
        window.runs.tell({ id: "run-1", state: runState, warning: false, acceptedAt: 0 });
        window.runs.push(states);
      },
      { runState: state, states: steps },
    );
  }

  /** Accessibility faults of what is on screen, or of a part of it, in both themes; only colours differ between them. */
  async faults(part?: string): Promise<string[]> {
    const { page } = this;
    const axe = ({ isThere }: { isThere: boolean }): AxeBuilder => {
      // Its code is long, and read once in a page.
      const builder = new AxeBuilder({ page, ...(isThere ? { axeSource: ";" } : {}) })
        // No frame of another origin is in the page: one run over it is all of it.
        .setLegacyMode()
        // To list what is right takes as long as to look.
        .options({ resultTypes: ["violations"] });
      return part === undefined ? builder : builder.include(part);
    };
    const isDark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
    await this.still();
    const found = await axe({ isThere: await page.evaluate(() => "axe" in window) }).analyze();
    await page.emulateMedia({ colorScheme: isDark ? "light" : "dark" });
    // What depends on it is drawn in the next frame.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await this.still();
    const other = exceptions.reduce(
      (builder, { within }) => builder.exclude(within),
      axe({ isThere: true }).withRules("color-contrast"),
    );
    const inOther = await other.analyze();
    await page.emulateMedia({ colorScheme: isDark ? "dark" : "light" });
    const describe = ({ id, nodes }: (typeof found.violations)[number]): string =>
      `${id}: ${nodes.map(({ html, any }) => [html, ...any.map(({ message }) => message)].join(" ")).join(" | ")}`;
    // A hint that happens to be open lies beside all landmarks, as hints do.
    const isHint = ({ html }: { html: string }): boolean => html.includes('role="tooltip"');
    const faults = found.violations.filter(({ id, nodes }) => id !== "region" || !nodes.every(isHint));
    return [
      ...faults.map(describe),
      ...inOther.violations.map((violation) => `in the other theme: ${describe(violation)}`),
    ];
  }

  /** Waits until nothing moves that comes to an end: a dialog that fades in has the colours of neither theme. */
  private still(): Promise<unknown> {
    return this.page.evaluate(() =>
      Promise.allSettled(
        document
          .getAnimations()
          .filter(
            ({ playState, effect }) => playState === "running" && effect?.getComputedTiming().endTime !== Infinity,
          )
          .map(({ finished }) => finished),
      ),
    );
  }

  private async isAtRest(): Promise<boolean> {
    const read = (): Promise<string | null> => this.page.locator(".react-flow__viewport").getAttribute("style");
    const before = await read();
    await this.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
    return before !== null && before === (await read());
  }
}

/** The middle of an element on the page. */
export async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  if (box === null) throw new Error("The element is not there.");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
