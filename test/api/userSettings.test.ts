import { expect, test } from "vitest";
import { openTestApi } from "./openTestApi.ts";

test("each caller has settings of their own", async () => {
  const { ask } = await openTestApi();
  const body = { save: "ctrl+s", odd: [null, 1.5, "💥"] };
  const set = await ask("PUT", "/settings/me/keymap", { body, role: "viewer" });
  expect([set.statusCode, set.json()]).toEqual([200, body]);
  const found = await ask("GET", "/settings/me/keymap", { role: "viewer" });
  expect([found.json(), found.headers.etag]).toEqual([body, set.headers.etag]);
  expect((await ask("GET", "/settings/me", { role: "viewer" })).json()).toEqual(["keymap"]);
  expect((await ask("GET", "/settings/me/keymap", { role: "operator" })).statusCode).toBe(404);
  expect((await ask("DELETE", "/settings/me/keymap", { role: "viewer" })).json()).toEqual({ deleted: "keymap" });
  expect((await ask("DELETE", "/settings/me/keymap", { role: "viewer" })).statusCode).toBe(404);
});

test("a JSON object comes back as it went in", async () => {
  const { ask } = await openTestApi();
  for (const text of ["{}", '{"b":[null,1.5],"a":"x"}', '{"__proto__":{"a":1}}']) {
    expect((await ask("PUT", "/settings/me/workspace", { text })).body).toBe(text);
    expect((await ask("GET", "/settings/me/workspace")).body).toBe(text);
  }
});

test("two windows do not overwrite each other silently", async () => {
  const { ask } = await openTestApi();
  const first = await ask("PUT", "/settings/me/workspace", { body: { a: 1 } });
  const etag = String(first.headers.etag);
  const write = (a: number) => ask("PUT", "/settings/me/workspace", { body: { a }, headers: { "if-match": etag } });
  const answers = await Promise.all([write(2), write(3)]);
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412]);
  const none = await ask("PUT", "/settings/me/other", { body: {}, headers: { "if-match": etag } });
  expect(none.statusCode).toBe(412);
});

test("what is too large, too much, or has no proper key is refused", async () => {
  const { ask } = await openTestApi();
  const put = (key: string, body: unknown) => ask("PUT", `/settings/me/${key}`, { body });
  expect((await put("a", { a: "x".repeat(256 * 1024 - 8) })).statusCode).toBe(200);
  expect((await put("a", { a: "x".repeat(256 * 1024 - 7) })).statusCode).toBe(413);
  for (const key of ["A", "1a", "__proto__", "a%20b", "a".repeat(65)])
    expect((await put(key, {})).statusCode).toBe(400);
  expect((await ask("PUT", "/settings/me/a")).statusCode).toBe(400);
  expect((await put("a", [])).statusCode).toBe(400);
  for (let count = 1; count < 100; count += 1) await put(`k${count}`, { count });
  expect((await put("more", {})).statusCode).toBe(413);
  expect((await put("k1", { count: 2 })).statusCode).toBe(200);
});

test("the settings of a user or token that goes are not those of the next one of its name", async () => {
  const { host } = await openTestApi();
  const { userSettings, tokens, access } = host.services;
  await tokens.create({ name: "ci", role: "viewer" });
  await access.users.add({ name: "ann", role: "viewer" });
  for (const user of ["token ci", "ann", "bob"]) await userSettings.set(user, { key: "a", value: {} });
  await tokens.revoke("ci");
  await access.users.remove("ann");
  expect(["token ci", "ann", "bob"].map((user) => userSettings.list(user))).toEqual([[], [], ["a"]]);
});
