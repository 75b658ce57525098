import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";

const bin = fileURLToPath(new URL("../../core/cli/bin/", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "sluice start "));
const data = ["--data-dir", join(folder, "data")];
let started: ChildProcess | undefined;

/** What `npm start` runs, with a data folder of its own and no screen: it opens no window then. */
async function start(): Promise<void> {
  const { DISPLAY: _, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const child = spawn(process.execPath, [join(bin, "bootstrap.mjs"), "start", ...data, "--port", "0"], { env });
  started = child;
  await new Promise<void>((resolve, reject) => {
    let out = "";
    const hear = (chunk: Buffer): void => {
      out += chunk.toString();
      if (out.includes("Ctrl+C stops it")) resolve();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("close", (code) => reject(new Error(`npm start ended with ${code}: ${out}`)));
  });
}

async function stop(): Promise<void> {
  const child = started;
  started = undefined;
  if (child === undefined) return;
  const ended = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGINT");
  await ended;
}

test.afterAll(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test("npm start on an empty data folder shows the showcases, and never brings them back once there is one", async ({
  page,
}) => {
  await start();
  const editor = new EditorPage(page);
  const open = spawnSync(process.execPath, [join(bin, "sluice.mjs"), "open", "--no-browser", "--json", ...data], {
    encoding: "utf8",
  });
  await page.goto((JSON.parse(open.stdout) as { link: string }).link);
  const rows = page.getByRole("link", { name: /^Deliveries of/ });
  await expect(rows).toHaveCount(2);
  await expect(page.getByRole("link", { name: "Deliveries of all cities", exact: true })).toBeVisible();
  const { url, token } = JSON.parse(readFileSync(join(folder, "data", "host.json"), "utf8")) as Record<string, string>;
  const gone = await fetch(`${url}/api/v1/applications/showcase_cities`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${token}` },
  });
  expect(gone.ok).toBe(true);
  expect(editor.complaints).toEqual([]);
  await page.goto("about:blank");
  await stop();

  await start();
  const list = spawnSync(process.execPath, [join(bin, "sluice.mjs"), "apps", "--json", ...data], { encoding: "utf8" });
  expect(JSON.parse(list.stdout)).toMatchObject([{ name: "showcase" }]);
});
