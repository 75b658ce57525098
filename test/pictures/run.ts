/* The pictures of the README, taken from the program itself: `npm run pictures -- [NAME...]`. They are WebP files in `assets/pictures`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "@playwright/test";
import { EditorPage } from "../e2e/support/EditorPage.ts";
import { RealHost } from "../e2e/support/RealHost.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = join(root, "assets", "pictures");
const size = { width: 1280, height: 800 };
/** Of a hundred: small files in which text stays sharp. */
const quality = 82;

interface Scene {
  name: string;
  theme: "light" | "dark";
  /** Goes to what the picture shows, and resolves when it is there. */
  show(page: Page): Promise<void>;
}

const place = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Places" }).getByRole("link", { name }).click();

async function openShowcase(page: Page): Promise<void> {
  await place(page, "Runs");
  await page.getByRole("link", { name: "showcase" }).first().click();
  await new EditorPage(page).card("Tell the drivers").getByText("Success").waitFor();
}

const scenes: Scene[] = [
  { name: "editor", theme: "light", show: openShowcase },
  {
    name: "data",
    theme: "dark",
    async show(page) {
      await openShowcase(page);
      await new EditorPage(page).card("Make the delivery plan").dblclick();
      await page.getByRole("tab", { name: "Output" }).click();
    },
  },
  {
    name: "bench",
    theme: "light",
    async show(page) {
      await place(page, "Steps");
      await page.getByRole("link", { name: "Transform" }).click();
      await page.getByRole("tab", { name: "Test bench" }).click();
      await page.getByLabel("Expression").fill('{ "count": $count($), "total": $sum(price) }');
      await page.getByLabel("Input", { exact: true }).fill('[{ "price": 2 }, { "price": 3 }]');
      await page.getByRole("button", { name: "Run the step" }).click();
      await page.getByRole("region", { name: "Result" }).getByText('"total": 5').waitFor();
    },
  },
  {
    name: "compare",
    theme: "light",
    async show(page) {
      await place(page, "Runs");
      const rows = page.getByRole("row").filter({ hasText: "showcase" });
      for (const at of [0, 1]) await rows.nth(at).getByRole("checkbox").check();
      await page.getByRole("button", { name: "Compare", exact: true }).click();
      await page.getByRole("row").filter({ hasText: "Tell the drivers" }).getByRole("listitem").first().waitFor();
    },
  },
  {
    name: "templates",
    theme: "dark",
    async show(page) {
      await page.getByRole("button", { name: "New from template" }).click();
      await page.getByRole("dialog").getByRole("listitem").last().waitFor();
    },
  },
  {
    name: "schedules",
    theme: "light",
    async show(page) {
      await place(page, "Schedules");
      await page.getByRole("row").filter({ hasText: "Weekly review" }).waitFor();
    },
  },
];

const wanted = process.argv.slice(2);
const host = new RealHost();
await host.start();
const browser = await chromium.launch({
  executablePath: process.env.SLUICE_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  await fill();
  mkdirSync(folder, { recursive: true });
  for (const scene of scenes) {
    if (wanted.length > 0 && !wanted.includes(scene.name)) continue;
    const bytes = await take(browser, scene);
    writeFileSync(join(folder, `${scene.name}.webp`), bytes);
    process.stdout.write(`${scene.name}.webp ${Math.round(bytes.length / 1_000)} KB\n`);
  }
} finally {
  await browser.close();
  await host.close();
}

/** What the pictures show: the showcase, run for two cities, and some schedules. */
async function fill(): Promise<void> {
  await host.save(JSON.parse(readFileSync(join(root, "assets", "examples", "showcase.json"), "utf8")));
  for (const city of ["Bergen", "Oslo"])
    await host.ask("POST", "/applications/showcase/run?wait=60", { params: { city } });
  const schedules = {
    "Plan of the morning": { minute: "30", hour: "6" },
    "Plan of the evening": { minute: "0", hour: "17" },
    "Weekly review": { minute: "0", hour: "9", day_of_week: "1" },
  };
  for (const [entry_id, time] of Object.entries(schedules)) {
    const schedule = { schedule_type: "crontab", schedule_info: time };
    await host.ask("POST", "/schedule", { application_id: "showcase", entry_id, schedule });
  }
}

async function take(from: Browser, { theme, show }: Scene): Promise<Buffer> {
  const context = await from.newContext({ viewport: size, colorScheme: theme });
  try {
    await context.addInitScript((value) => localStorage.setItem("mantine-color-scheme-value", value), theme);
    const page = await context.newPage();
    await page.goto(host.openLink());
    await show(page);
    // What was clicked last says its name for as long as the pointer is on it.
    await page.mouse.move(size.width - 1, size.height - 1);
    await page.getByRole("tooltip").first().waitFor({ state: "hidden" });
    await page.evaluate(() => document.fonts.ready);
    // Nothing moves in a picture.
    await page.evaluate(() =>
      Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))),
    );
    const session = await context.newCDPSession(page);
    const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality });
    return Buffer.from(data, "base64");
  } finally {
    await context.close();
  }
}
