import { setTimeout as wait } from "node:timers/promises";
import { type Browser, type BrowserServer, chromium, type Page } from "@playwright/test";
import { seededRandom } from "../support/seededRandom.ts";
import { expect, test } from "./support/editorTest.ts";
import { otherComplaints } from "./support/knownComplaints.ts";
import { LossSession } from "./support/LossSession.ts";
import { RealHost } from "./support/RealHost.ts";

const moments = Number(process.env.SLUICE_LOSS_MOMENTS ?? 20);
const seed = Number(process.env.SLUICE_LOSS_SEED ?? 1);

/** A moment lies at most so long after the person began, ms. */
const longestSession = 1_500;
/** What was typed within so many ms may be lost. */
const mayBeLost = 500;

interface Draft {
  seq: number;
  document: { steps: { message: string }[] };
}

const host = new RealHost();
test.beforeAll(async () => {
  await host.start();
  await host.save({ name: "loss", app_variables: [], steps: [{ name: "Say", file: "Log", message: "" }] });
});
test.afterAll(() => host.close());

const readDraft = async (): Promise<Draft> => (await host.ask("GET", "/applications/loss/draft?client=test")) as Draft;

/** Ids of all that is stored since a number of the draft. */
async function storedSince(seq: number): Promise<Set<string>> {
  const found = new Set<string>();
  for (let after = seq; ; ) {
    const path = `/applications/loss/draft/updates?client=test&after=${after}`;
    const { updates } = (await host.ask("GET", path)) as { updates: { seq: number; gesture: string }[] };
    for (const { gesture } of updates) found.add(gesture);
    const last = updates.at(-1);
    if (last === undefined) return found;
    after = last.seq;
  }
}

test(`nothing acknowledged is lost at ${moments} moments, whoever is killed`, async ({ launchOptions }) => {
  test.setTimeout(300_000 + moments * 30_000);
  const random = seededRandom(seed);
  const counts = { both: 0, hostAlone: 0, acknowledged: 0, letters: 0, lost: 0 };
  let server: BrowserServer | undefined;
  let browser: Browser | undefined;
  let login: Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>> | undefined;

  const openPage = async (): Promise<Page> => {
    server = await chromium.launchServer(launchOptions);
    browser = await chromium.connect(server.wsEndpoint());
    const stored = login === undefined ? {} : { storageState: login };
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...stored });
    const page = await context.newPage();
    // Nobody waits longer; what cannot be done is told by name.
    page.setDefaultTimeout(30_000);
    if (login === undefined) {
      await page.goto(host.openLink());
      await page.getByRole("link", { name: "loss", exact: true }).waitFor();
      login = await context.storageState();
    }
    return page;
  };

  try {
    let page = await openPage();
    for (let moment = 0; moment < moments; moment += 1) {
      const { seq } = await readDraft();
      const session = await LossSession.open(page, { address: `${host.address}/applications/loss`, random });
      const working = session.work();
      await Promise.race([working, wait(random.next() * longestSession)]);
      const isBoth = random.next() < 0.5;
      if (isBoth) {
        const at = Date.now();
        session.end();
        await Promise.all([host.kill(), server?.kill()]);
        await working;
        const [next] = await Promise.all([openPage(), host.start()]);
        page = next;
        const [draft, stored] = [await readDraft(), await storedSince(seq)];
        const missing = [...session.acknowledged].filter((id) => !stored.has(id));
        // What a window had no answer for when it was opened anew it sends again, and that was stored before.
        const all = missing.length > 0 ? await storedSince(0) : stored;
        expect(missing.filter((id) => !all.has(id))).toEqual([]);
        const message = draft.document.steps[0]?.message ?? "";
        expect(session.text().startsWith(message)).toBe(true);
        // A slow machine takes its time to store what it was sent.
        const safe = session.text(at - mayBeLost - session.slownessAt(at));
        expect(message.length).toBeGreaterThanOrEqual(safe.length);
        counts.lost += session.text().length - message.length;
        counts.both += 1;
      } else {
        await host.kill();
        // The person goes on, and the window keeps what it cannot send.
        await Promise.race([working, wait(random.next() * mayBeLost)]);
        await host.start();
        session.end();
        await working;
        await session.leave();
        await expect.poll(async () => (await readDraft()).document.steps[0]?.message).toBe(session.text());
        await expect.poll(async () => session.asked.difference(await storedSince(seq)).size).toBe(0);
        counts.hostAlone += 1;
      }
      expect(otherComplaints(session.complaints, "hostGone")).toEqual([]);
      counts.acknowledged += session.acknowledged.size;
      counts.letters += session.text().length;
    }
  } finally {
    process.stdout.write(`loss test, seed ${seed}: ${JSON.stringify(counts)}\n`);
    await browser?.close();
    await server?.close();
  }
});
