import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { _electron, type ElectronApplication, expect, type Page, test } from "@playwright/test";

const project = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "sluice desktop "));
const errors: string[] = [];
let program: ElectronApplication;
let page: Page;

test.beforeAll(async () => {
  program = await _electron.launch({
    args: [`--user-data-dir=${join(folder, "user")}`, project],
    env: { ...(process.env as Record<string, string>), SLUICE_DATA_DIR: join(folder, "data") },
  });
  page = await program.firstWindow();
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(error.message));
});

test.afterAll(async () => {
  await program.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test("the page comes from the program's own scheme, gets an answer of the host, and breaks no rule", async () => {
  await expect(page).toHaveURL("app://sluice/");
  const session = await page.evaluate(async () => (await fetch("/api/v1/session")).json());
  expect(session).toMatchObject({ role: "administrator" });
  await page.screenshot({ path: join(project, ".tmp", "desktop-results", "first.png") });
  expect(errors).toEqual([]);
});

test("the page has its bridge and nothing of Node", async () => {
  const seen = await page.evaluate(() => ({
    bridge: Object.keys((window as unknown as { sluice: object }).sluice).length,
    node: ["require", "process", "module"].filter((name) => name in window),
  }));
  expect(seen).toEqual({ bridge: 7, node: [] });
});

test("a file passes the bridge with all its bytes", async () => {
  const path = join(folder, "saved.bin");
  await program.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);
  const saved = await page.evaluate(() => {
    type Bridge = { saveFile(file: { name: string; bytes: Uint8Array }): Promise<string> };
    const bytes = new Uint8Array(256).map((_, index) => index);
    return (window as unknown as { sluice: Bridge }).sluice.saveFile({ name: "saved.bin", bytes });
  });
  expect(saved).toBe(path);
  expect([...readFileSync(path)]).toEqual([...new Uint8Array(256).keys()]);
});

test("the menu of the system holds the commands of the application on screen", async () => {
  await page.evaluate(() => {
    type Bridge = { setMenu(menus: object[]): Promise<void> };
    const items = [{ id: "run.start", title: "Run", accelerator: "F5" }];
    return (window as unknown as { sluice: Bridge }).sluice.setMenu([{ title: "Run", items }]);
  });
  const labels = await program.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label));
  expect(labels).toContain("Run");
});
