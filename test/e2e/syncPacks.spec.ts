import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { dropFiles } from "./support/dropFiles.ts";
import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const bin = fileURLToPath(new URL("../../core/cli/bin/sluice.mjs", import.meta.url));
const sample = fileURLToPath(new URL("../../assets/packs/sample", import.meta.url));
const extra = `import { Log } from "base_steps_syncpack";
export default class SampleExtra extends Log {
  override friendlyName = "Extra";
}
`;

const host = new RealHost();
let first: Buffer;
let second: Buffer;

/** The sample pack as it is, and a later version that needs and brings more. */
function buildSamples(): void {
  const folder = mkdtempSync(join(tmpdir(), "sluice pack "));
  const build = (from: string, version: string): Buffer => {
    const { status, stderr } = spawnSync(process.execPath, [bin, "pack", "build", from, "--out", folder]);
    if (status !== 0) throw new Error(stderr.toString());
    return readFileSync(join(folder, `sample_syncpack-${version}.tgz`));
  };
  first = build(sample, "1.0.0");
  const next = join(folder, "next");
  cpSync(sample, next, { recursive: true });
  const meta = JSON.parse(readFileSync(join(sample, "meta.json"), "utf8")) as { permissions: { net: string[] } };
  meta.permissions.net.push("badges.example");
  writeFileSync(join(next, "meta.json"), JSON.stringify({ ...meta, version: "1.1.0" }));
  writeFileSync(join(next, "steps", "SampleExtra.ts"), extra);
  second = build(next, "1.1.0");
  rmSync(folder, { recursive: true, force: true });
}

test.beforeAll(async () => {
  buildSamples();
  await host.start();
});
test.afterAll(() => host.close());

test("a pack is dropped, looked at, brought in, used, upgraded, and not removed while it is used", async ({ page }) => {
  const editor = new EditorPage(page);
  const stage = (word: string) => page.getByRole("main").getByText(word, { exact: true }).first();
  await page.goto(host.openLink());
  await page.getByRole("link", { name: "SyncPacks", exact: true }).click();
  await expect(page.getByRole("row", { name: /Base Steps/ })).toContainText("Built in");
  await dropFiles(page, { "notes.tgz": "no archive at all" });
  const refusal = page.getByRole("dialog", { name: "notes.tgz was not imported" });
  await expect(refusal).toContainText("it is no gzip file, or it is damaged");
  await refusal.getByRole("button", { name: "Close" }).last().click();
  await expect(refusal).toHaveCount(0);

  // What it needs and every file of it can be read before any of it runs.
  await dropFiles(page, { "sample.tgz": first });
  await expect(page.getByRole("heading", { level: 1, name: "Sample" })).toBeVisible();
  await expect(stage("Uploaded")).toBeVisible();
  const hosts = page.getByRole("row", { name: /^Hosts on the network/ });
  await expect(hosts).toContainText("127.0.0.1");
  await expect(hosts).toContainText("No, it only says so");
  await expect(page.getByRole("row", { name: /^Files it reads/ })).toContainText("Yes, by Node");
  expect(await editor.faults()).toEqual([]);
  await page.getByRole("link", { name: "steps/SampleTagLog.ts" }).click();
  await expect(page.getByRole("region", { name: "Text of steps/SampleTagLog.ts" })).toContainText("SampleTagLog");
  await page.getByRole("button", { name: "Back to sample_syncpack" }).click();

  await page.getByRole("button", { name: "Activate & install", exact: true }).click();
  await expect(stage("Installed")).toBeVisible();
  const progress = page.getByRole("region", { name: "Progress" });
  await expect(progress.getByRole("listitem").getByText("Success")).toHaveCount(6);
  await expect(progress).toContainText("The step class SampleTagLog is what the archive says");
  expect(await editor.faults()).toEqual([]);
  // It is a run like any other, and shown by itself.
  await progress.getByRole("link", { name: /^Run / }).click();
  await expect(page.getByRole("heading", { level: 1, name: "syncpack:sample_syncpack@1.0.0" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Build its environment" })).toContainText(
    "It is activated",
  );
  expect(await editor.faults()).toEqual([]);
  await page.getByRole("button", { name: "All runs" }).click();
  await expect(page.getByRole("row", { name: /syncpack:sample_syncpack@1\.0\.0/ })).toContainText("Success");
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Sample" })).toBeVisible();
  await page.getByRole("tab", { name: "Contents" }).click();
  await page.getByRole("link", { name: "SampleTagLog" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Log with a mark" })).toBeVisible();
  await host.save({
    name: "mine",
    app_variables: [],
    steps: [{ name: "Tell", file: "SampleTagLog", syncpack: "sample_syncpack", message: "hello" }],
  });
  expect(await host.ask("POST", "/applications/mine/run?wait=60", {})).toMatchObject({ state: "SUCCESS" });

  await page.getByRole("link", { name: "SyncPacks", exact: true }).click();
  await page.getByRole("button", { name: "Actions for Sample 1.0.0" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  const leaving = page.getByRole("dialog", { name: "Remove Sample 1.0.0?" });
  await expect(leaving.getByRole("link", { name: "mine" })).toBeVisible();
  await expect(leaving.getByRole("button", { name: "Remove" })).toBeDisabled();
  await leaving.getByRole("button", { name: "Cancel" }).click();
  await expect(leaving).toHaveCount(0);

  // The later version lies beside the one in use until it is brought in, here by keys.
  await dropFiles(page, { "sample-1.1.0.tgz": second });
  await expect(page.getByRole("heading", { name: "What changes from 1.0.0" })).toBeVisible();
  const changes = page.getByRole("region", { name: "What changes from 1.0.0" });
  await expect(changes).toContainText("badges.example");
  await expect(changes).toContainText("SampleExtra");
  expect(await editor.faults()).toEqual([]);
  await page.getByRole("button", { name: "Activate & install", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Progress" }).getByRole("listitem").getByText("Success")).toHaveCount(
    6,
  );
  // What was published with the old version keeps it until it is moved, here by keys too.
  const keepers = page.getByRole("region", { name: "1 application keeps another version" });
  await expect(keepers.getByRole("row", { name: /^mine/ })).toContainText("1.0.0");
  await keepers.getByRole("button", { name: "Move mine to 1.1.0" }).focus();
  await page.keyboard.press("Enter");
  await expect(keepers).toHaveCount(0);
  expect(await host.ask("GET", "/applications/mine")).toMatchObject({
    syncpack_versions: { sample_syncpack: "1.1.0" },
  });
  await page.getByRole("navigation", { name: "Versions" }).getByRole("link", { name: "1.0.0 Installed" }).click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("row", { name: /sample_syncpack/ })).toContainText("1.1.0");
  await page.getByLabel("Show all versions").check();
  await expect(page.getByRole("row", { name: /sample_syncpack/ })).toHaveCount(1);
  // That what was dropped first is refused is the answer 400.
  expect(editor.complaints.filter((line) => !line.includes("400"))).toEqual([]);
});
