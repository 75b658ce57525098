import { expect, test } from "vitest";
import { openTestApi } from "./openTestApi.ts";

test("a cache entry that a step saved is read and deleted", async () => {
  const { ask, host } = await openTestApi();
  await host.store.cache.save("my key", { a: [1] }, undefined);
  expect((await ask("GET", "/cache/my%20key")).json()).toEqual({ id: "my key", value: { a: [1] } });
  expect((await ask("GET", "/cache/my%20key", { role: "viewer" })).statusCode).toBe(403);
  expect((await ask("DELETE", "/cache/my%20key")).json()).toEqual({ deleted: "my key" });
  expect((await ask("GET", "/cache/my%20key")).statusCode).toBe(404);
  expect((await ask("DELETE", "/cache/my%20key")).statusCode).toBe(404);
});
