import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { buildPackFolder } from "../../core/packTasks.ts";
import { createHttpMock } from "../../core/workers/harness/index.ts";
import { openTestHost, runToEnd } from "../service/openTestHost.ts";
import { bringInPack } from "../support/bringInPack.ts";
import { patientClock } from "../support/patientClock.ts";
import { tempFolder } from "../support/tempFolder.ts";

const sample = fileURLToPath(new URL("../../assets/packs/sample", import.meta.url));

test("the sample pack is built, installed, and its application runs with its configuration", async () => {
  const cacheFolder = join(tmpdir(), "sluice-test-compile-cache");
  const { path } = await buildPackFolder(sample, { out: tempFolder(), clock: patientClock, cacheFolder });
  const http = await createHttpMock({ "GET /people": { json: [{ name: "Ada", team: "Numbers" }] } });
  onTestFinished(() => http.close());
  const { services, ...host } = await openTestHost({ clock: patientClock });
  await services.syncPacks.upload(readFileSync(path), { overwrite: false });
  await bringInPack(host, "sample_syncpack");
  await services.configurations.set("sample_settings", { variable: "url", value: http.url, secret: false });
  const { document } = services.applications.getPublished("sample_badges");
  expect(document.syncpack_versions).toEqual({ sample_syncpack: "1.0.0" });
  const result = await runToEnd({ services, ...host }, document);
  expect(result.steps.map(({ name, state, data }) => [name, state, data])).toEqual([
    ["Read", "SUCCESS", [{ name: "Ada", team: "Numbers" }]],
    ["Badges", "SUCCESS", ["ADA (Numbers)"]],
    ["Tell", "SUCCESS", ["ADA (Numbers)"]],
  ]);
  expect(services.schedules.get("sample badges every hour")).toMatchObject({ enabled: false });
});
