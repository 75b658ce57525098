import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { restoreBackup } from "../../core/store/backup/restoreBackup.ts";
import { FakeClock } from "../support/FakeClock.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { openTestApi } from "./openTestApi.ts";

const passphrase = "open sesame, please";
const app = { name: "kept", app_variables: [], steps: [{ name: "one", file: "Log", message: "x" }] };
const configuration = { name: "c", configuration_data: [{ name: "key", value: "hunter2hunter2", encrypted: true }] };

test("a backup taken over the API is restored with its key, and nothing of it stays behind", async () => {
  const { ask, host, api } = await openTestApi();
  await ask("POST", "/applications", { body: app });
  await ask("POST", "/configurations", { body: configuration });
  const answer = await ask("POST", "/backup", { body: { passphrase } });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    "content-type": "application/octet-stream",
    "content-length": String(answer.rawPayload.length),
    "content-disposition": expect.stringMatching(/^attachment; filename="sluice-\d{4}-\d\d-\d\d\.backup"$/),
  });
  const downloads = join(host.dataFolder, "downloads");
  await expect.poll(() => readdirSync(downloads)).toEqual([]);
  expect(statSync(downloads).mode & 0o777).toBe(0o700);

  const folder = tempFolder();
  const file = join(folder, "taken.backup");
  writeFileSync(file, answer.rawPayload);
  const dataFolder = join(folder, "data");
  const clock = new FakeClock(Date.now());
  const { key } = await restoreBackup({ file, dataFolder, clock, passphrase: async () => passphrase });
  expect(key).toBe("restored");
  await api.close();
  const second = await openTestApi({ dataFolder });
  expect((await second.ask("GET", "/applications/kept")).json()).toMatchObject(app);
  const run = await second.ask("POST", "/applications/kept/run?wait=30", { body: { configuration: "c" } });
  expect(run.json().state).toBe("SUCCESS");
});

test("without a passphrase the key stays out, and a short one is refused without being repeated", async () => {
  const { ask } = await openTestApi();
  await ask("POST", "/applications", { body: app });
  const answer = await ask("POST", "/backup");
  const folder = tempFolder();
  const file = join(folder, "taken.backup");
  writeFileSync(file, answer.rawPayload);
  const restored = await restoreBackup({
    file,
    dataFolder: join(folder, "data"),
    clock: new FakeClock(Date.now()),
    passphrase: async () => undefined,
  });
  expect(restored.manifest.sealedKey).toBeUndefined();
  const refused = await ask("POST", "/backup", { body: { passphrase: "sesame7" } });
  expect([refused.statusCode, refused.body.includes("sesame7")]).toEqual([400, false]);
  expect((await ask("POST", "/backup", { role: "developer" })).statusCode).toBe(403);
});

test("what an earlier process left behind is thrown away", async () => {
  const first = await openTestApi();
  await first.ask("POST", "/backup");
  const { dataFolder } = first.host;
  writeFileSync(join(dataFolder, "downloads", "left.backup"), "x");
  await first.host.close();
  const second = await openTestApi({ dataFolder });
  await second.ask("POST", "/backup");
  await expect.poll(() => readdirSync(join(dataFolder, "downloads"))).toEqual([]);
});
