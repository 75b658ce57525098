import { expect, test } from "vitest";
import { openTestApi } from "./openTestApi.ts";

test("settings are read with their defaults and changed one by one", async () => {
  const { ask, host } = await openTestApi();
  const before = (await ask("GET", "/settings", { role: "viewer" })).json();
  expect(before).toEqual({
    attempt_timeout: 3600,
    limits: { memory_mb: 1024, output_bytes: 1024 ** 3, log_bytes: 16 * 1024 ** 2 },
    result_expires: 86_400,
    report_expires: 0,
    pack_keys: [],
  });
  const change = { limits: { memory_mb: 512 }, result_expires: 60 };
  const after = { ...before, limits: { ...before.limits, memory_mb: 512 }, result_expires: 60 };
  expect((await ask("PATCH", "/settings", { body: change })).json()).toEqual(after);
  expect((await ask("GET", "/settings")).json()).toEqual(after);
  expect(host.store.settings.get("result_expires")).toBe(60);
  expect((await ask("PATCH", "/settings", { body: {} })).json()).toEqual(after);
});

test("a setting that is unknown, or out of its range, changes nothing", async () => {
  const { ask } = await openTestApi();
  const before = (await ask("GET", "/settings")).json();
  for (const body of [
    { colour: "red" },
    { attempt_timeout: 0 },
    { attempt_timeout: 9, result_expires: 0 },
    { limits: { memory_mb: 1 } },
    { report_expires: "1" },
  ]) {
    expect((await ask("PATCH", "/settings", { body })).statusCode).toBe(400);
  }
  expect((await ask("PATCH", "/settings", { body: { attempt_timeout: 9 }, role: "developer" })).statusCode).toBe(403);
  expect((await ask("GET", "/settings")).json()).toEqual(before);
});

test("an administrator is told where everything lies and how much room it takes", async () => {
  const { ask, host } = await openTestApi();
  const folder = (await ask("GET", "/data-folder")).json();
  expect(folder).toEqual({
    path: host.dataFolder,
    database: expect.any(Number),
    saved_data: 0,
    free: expect.any(Number),
  });
  expect(folder.database).toBeGreaterThan(4096);
  expect((await ask("GET", "/data-folder", { role: "developer" })).statusCode).toBe(403);
});
