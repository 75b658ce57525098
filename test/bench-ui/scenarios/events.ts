import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { atMost, type Measurement } from "../../bench/measure.ts";
import { buildPage, pageFolder } from "../../e2e/support/buildPage.ts";
import { EditorPage } from "../../e2e/support/EditorPage.ts";
import { buildGrid } from "../flows.ts";
import type { Stage } from "../Stage.ts";

const events = 1_000;

/** A second of a run that is told in a thousand events, about every other card on screen. */
export async function measureEvents(stage: Stage): Promise<Measurement[]> {
  await buildPage();
  const page = await stage.newPage();
  await serveTestPage(page);
  await page.goto("http://bench.localhost/applications/grid");
  const editor = new EditorPage(page);
  await editor.canvas.waitFor();
  await stage.rest(page);
  await editor.press("0");
  await stage.rest(page);
  await editor.showRun("STARTED", []);
  await editor.cards.first().waitFor();
  const seen = await page.evaluate(tell, events);
  await page.close();
  const count = (what: string, ours: number, bar: number): Measurement => ({
    what: `${events} events in a second: ${what}`,
    unit: "pieces",
    ours,
    bar: atMost(bar),
    kind: "ratio",
  });
  return [
    count("most commits of React in one frame", seen.mostCommits, 1),
    count(`cards drawn anew without a change, of ${seen.cards}`, seen.needless, 0),
    {
      what: `${events} events in a second: longest task`,
      unit: "ms",
      ours: seen.longestTask,
      bar: atMost(50),
      kind: "absolute",
    },
  ];
}

/** Gives every other card new states, frame by frame. */
async function tell(all: number): Promise<{
  mostCommits: number;
  needless: number;
  cards: number;
  longestTask: number;
}> {
  // React gives an element new props each time its component is rendered.
  const drawn = (): Map<string, unknown> =>
    new Map(
      [...document.querySelectorAll<HTMLElement>(".react-flow__node-step")].map((node) => {
        const card = node.firstElementChild as unknown as Record<string, unknown>;
        const key = Object.keys(card).find((name) => name.startsWith("__reactProps$")) ?? "";
        return [node.dataset.id ?? "", card[key]];
      }),
    );
  const frame = (): Promise<number> => new Promise(requestAnimationFrame);
  await frame();
  await frame();
  const before = drawn();
  const told = [...before.keys()].filter((_id, index) => index % 2 === 0);
  window.meter.longestTask = 0;
  let mostCommits = 0;
  let sent = 0;
  const begun = performance.now();
  while (sent < all) {
    const commits = window.meter.commits;
    const due = Math.min(all, Math.ceil(((performance.now() - begun) / 1_000) * all) + 1);
    for (; sent < due; sent += 1) {
      const state = sent % 3 === 0 ? "STARTED" : sent % 3 === 1 ? "RETRY" : "SUCCESS";
      window.runs.push([{ stepId: told[sent % told.length], state, startedAt: 0, finishedAt: sent }]);
    }
    await frame();
    // One frame later all that the frame before asked for was done.
    mostCommits = Math.max(mostCommits, window.meter.commits - commits);
  }
  await frame();
  await frame();
  const after = drawn();
  const isNew = (id: string): boolean => before.get(id) !== after.get(id);
  if (!told.every(isNew)) throw new Error("A card did not take the state of its step.");
  const needless = [...before.keys()].filter((id) => !told.includes(id) && isNew(id)).length;
  return { mostCommits, needless, cards: after.size, longestTask: window.meter.longestTask };
}

/** The test page of the editor, whose runs a test tells, without a server. */
async function serveTestPage(page: Page): Promise<void> {
  await page.route("http://bench.localhost/**", async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === "/documents/grid.json") return route.fulfill({ json: buildGrid("grid", 2_000) });
    const path = join(pageFolder, pathname.startsWith("/applications/") ? "index.html" : pathname);
    return existsSync(path) ? route.fulfill({ path }) : route.fulfill({ status: 404 });
  });
}
