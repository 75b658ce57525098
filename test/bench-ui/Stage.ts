import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, expect, type Page } from "@playwright/test";
import type { JsonObject } from "../../core/base/json.ts";
import { time } from "../bench/measure.ts";
import { EditorPage } from "../e2e/support/EditorPage.ts";
import { RealHost } from "../e2e/support/RealHost.ts";
import { installMeter } from "./meter.ts";

const executable = process.env.SLUICE_CHROMIUM ?? "/usr/bin/chromium";

/**
 * Runs in the page, once a frame: whether a click would reach the button for a new application, and would have in the frame
 * before. Playwright itself looks again only after up to half a second.
 */
function canBegin(): boolean {
  const window = globalThis as { placeBefore?: string };
  const button = [...document.querySelectorAll("button")].find((one) => one.textContent === "New application");
  const { x, y, width, height } = button?.getBoundingClientRect() ?? new DOMRect();
  const isInReach = button?.contains(document.elementFromPoint(x + width / 2, y + height / 2)) === true;
  const place = isInReach ? `${x} ${y}` : undefined;
  const isAtRest = place !== undefined && place === window.placeBefore;
  window.placeBefore = place ?? "";
  return isAtRest;
}

/** Milliseconds from the start of the program until one can begin to work in the page that its browser is given. */
async function begin(host: RealHost, context: BrowserContext): Promise<number> {
  const page = await context.newPage();
  let isOpen: Promise<void> | undefined;
  const took = await time(async () => {
    const shown = await host.show();
    isOpen = shown.isOpen;
    await page.goto(shown.link, { waitUntil: "commit" });
    await page.waitForFunction(canBegin, undefined, { polling: "raf" });
  });
  await page.getByRole("button", { name: "New application" }).first().click({ trial: true });
  await isOpen;
  await page.close();
  return took;
}

/** How long the program took until a person could begin, ms. */
export interface StartTimes {
  /** With an empty data folder and an empty cache. */
  first: number;
  /** With what the first one left. */
  later: number;
}

/** A real host, and a browser that is logged in and has the page in its cache. */
export class Stage {
  readonly host: RealHost;
  readonly startTimes: StartTimes;
  /** A quarter of the work, for a first look. */
  readonly isShort: boolean;
  private readonly browser: Browser;
  private readonly context: BrowserContext;

  private constructor(parts: {
    host: RealHost;
    browser: Browser;
    context: BrowserContext;
    startTimes: StartTimes;
    isShort: boolean;
  }) {
    this.host = parts.host;
    this.startTimes = parts.startTimes;
    this.isShort = parts.isShort;
    this.browser = parts.browser;
    this.context = parts.context;
  }

  static async open({ isShort }: { isShort: boolean }): Promise<Stage> {
    const host = new RealHost();
    const browser = await chromium.launch({
      args: ["--no-sandbox", "--enable-precise-memory-info"],
      ...(existsSync(executable) ? { executablePath: executable } : {}),
    });
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.addInitScript(installMeter);
    const first = await begin(host, context);
    await host.kill();
    const later = await begin(host, context);
    await host.ask("GET", "/steps");
    return new Stage({ host, browser, context, startTimes: { first, later }, isShort });
  }

  /** Stores an application and shows it in a page of its own, once it is laid out and at rest. */
  async show(document: JsonObject): Promise<{ page: Page; editor: EditorPage }> {
    await this.host.save(document);
    const page = await this.context.newPage();
    await page.goto(this.addressOf(String(document.name)));
    const editor = new EditorPage(page);
    await editor.canvas.waitFor();
    await expect.poll(() => this.hasLayout(String(document.name)), { timeout: 60_000 }).toBe(true);
    await this.rest(page);
    return { page, editor };
  }

  /** Waits until the view no longer moves. */
  async rest(page: Page): Promise<void> {
    const isAtRest = async (): Promise<boolean> => {
      const read = (): string | null | undefined =>
        document.querySelector(".react-flow__viewport")?.getAttribute("style");
      const before = read();
      await new Promise((resolve) => setTimeout(resolve, 150));
      return before !== undefined && before === read();
    };
    await page.waitForFunction(isAtRest, undefined, { timeout: 60_000 });
  }

  addressOf(application: string): string {
    return `${this.host.address}/applications/${application}`;
  }

  private async hasLayout(application: string): Promise<boolean> {
    const draft = await this.host.ask("GET", `/applications/${application}/draft?client=bench`);
    return Object.hasOwn((draft as { document: object }).document, "layout");
  }

  /** A page with nothing on it, to compare with. */
  async blank(): Promise<Page> {
    const page = await this.context.newPage();
    await page.setContent("<!doctype html><title>blank</title><body style='height: 100vh'></body>");
    return page;
  }

  newPage(): Promise<Page> {
    return this.context.newPage();
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.host.close();
  }
}
