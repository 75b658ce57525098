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

test("two tokens of one user share settings and drafts, and a token of nobody has its own", async () => {
  const { api, ask, host } = await openTestApi();
  const { tokens, access } = host.services;
  await access.users.add({ name: "ann", role: "developer" });
  const made = async (name: string, user?: string) => tokens.create({ name, role: "developer", user });
  const [laptop, phone, ci] = [await made("laptop", "ann"), await made("phone", "ann"), await made("ci")];
  const send = (token: string, method: "GET" | "PUT" | "POST" | "PATCH", path: string, payload?: object) =>
    api.inject({
      method,
      url: `/api/v1${path}`,
      headers: { authorization: `Bearer ${token}` },
      ...(payload === undefined ? {} : { payload }),
    });
  await send(laptop, "PUT", "/settings/me/keymap", { save: "s" });
  expect((await send(phone, "GET", "/settings/me/keymap")).json()).toEqual({ save: "s" });
  expect((await send(ci, "GET", "/settings/me")).json()).toEqual([]);
  expect((await send(phone, "GET", "/session")).json()).toMatchObject({ name: "phone", user: "ann", from: "token" });

  const app = { name: "app", app_variables: [], steps: [{ name: "one", file: "Log", message: "x" }] };
  await ask("POST", "/applications", { body: app });
  const operations = [{ op: "setApplicationKey", key: "description", value: "d" }];
  await send(laptop, "PATCH", "/applications/app/draft", {
    seq: 0,
    gesture: { id: "g", label: "Describe", operations },
  });
  const draft = async (token: string) => (await send(token, "GET", "/applications/app/draft")).json().document;
  expect([(await draft(phone)).description, (await draft(ci)).description]).toEqual(["d", undefined]);

  await ask("POST", "/configurations", { body: { name: "prod", configuration_data: [] } });
  await send(laptop, "POST", "/applications/app/align", { configuration: "prod" });
  await send(ci, "POST", "/applications/app/align", { configuration: null });
  const revisions = (await ask("GET", "/applications/app/revisions")).json();
  expect(revisions.map(({ author }: { author: string }) => author).slice(0, 2)).toEqual(["token ci", "ann"]);

  await tokens.revoke("laptop");
  expect((await send(phone, "GET", "/settings/me")).json()).toEqual(["keymap"]);
});
