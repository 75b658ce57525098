import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { openTestApi } from "./openTestApi.ts";

test("a configuration becomes a connection of a kind, is listed and tried, and becomes none", async () => {
  const { ask } = await openTestApi();
  const data = [{ name: "password", value: "very-hidden-value", encrypted: true }];
  await ask("POST", "/configurations", { body: { name: "erp", friendly_name: "The ERP", configuration_data: data } });
  expect((await ask("POST", "/connections/erp/test")).statusCode).toBe(400);
  const kinds = await ask("GET", "/connections/kinds", { role: "viewer" });
  expect(kinds.json()).toEqual([
    { kind: "imap", tunnel: true },
    { kind: "ldap", tunnel: true },
    { kind: "mongodb", tunnel: true },
    { kind: "mssql", tunnel: true },
    { kind: "mysql", tunnel: true },
    { kind: "oauth2", tunnel: false },
    { kind: "postgresql", tunnel: true },
    { kind: "redis", tunnel: true },
    { kind: "smtp", tunnel: true },
    { kind: "ssh", tunnel: true },
  ]);
  const variables = [{ name: "host", value: "127.0.0.1" }];
  const made = await ask("PATCH", "/configurations/erp", { body: { variables, connection: "postgresql" } });
  expect(made.json()).toMatchObject({ connection: "postgresql", configuration_data: [{ value: "•••" }, variables[0]] });
  const summary = { name: "erp", kind: "postgresql", friendly_name: "The ERP" };
  expect((await ask("GET", "/connections", { role: "viewer" })).json()).toEqual([summary]);
  await ask("PATCH", "/configurations/erp", { body: { variables: [{ name: "port", value: "none" }] } });
  const tried = await ask("POST", "/connections/erp/test", { role: "developer" });
  expect(tried.json()).toEqual({
    ok: false,
    message: 'The connection "erp" cannot be used: "port" is no number from 1 to 65535',
  });
  expect((await ask("POST", "/connections/erp/test", { role: "operator" })).statusCode).toBe(403);
  expect((await ask("POST", "/connections/epr/test")).json()).toMatchObject({ code: "not_found" });
  expect((await ask("PATCH", "/configurations/erp", { body: {} })).statusCode).toBe(400);
  const none = await ask("PATCH", "/configurations/erp", { body: { connection: null } });
  expect(Object.keys(none.json())).toEqual(["name", "friendly_name", "configuration_data"]);
  expect((await ask("GET", "/connections")).json()).toEqual([]);
});

test("a sign-in is begun, waited for and cancelled by who may change connections", async () => {
  const { ask } = await openTestApi();
  const data = Object.entries({
    grant: "authorization_code",
    client_id: "sluice",
    authorization_url: "https://login.example/authorize",
    token_url: "https://login.example/token",
    sign_in_parameters: "prompt=consent&state=mine",
  }).map(([name, value]) => ({ name, value }));
  await ask("POST", "/configurations", { body: { name: "crm", connection: "oauth2", configuration_data: data } });
  const path = "/connections/crm/sign-in";
  expect((await ask("GET", path, { role: "viewer" })).json()).toEqual({ state: "missing" });
  expect((await ask("POST", path, { role: "operator" })).statusCode).toBe(403);
  const begun = await ask("POST", path, { role: "developer" });
  const { searchParams, origin } = new URL(begun.json().address);
  expect([origin, searchParams.get("prompt"), searchParams.get("client_id")]).toEqual([
    "https://login.example",
    "consent",
    "sluice",
  ]);
  expect(searchParams.getAll("state")).not.toContain("mine");
  expect((await ask("GET", path)).json()).toEqual({ state: "waiting" });
  const waiting = ask("GET", `${path}?wait=60`);
  expect((await ask("DELETE", path)).statusCode).toBe(200);
  expect((await waiting).json()).toEqual({ state: "missing", message: "The sign-in was cancelled." });
  expect((await ask("POST", "/connections/cmr/sign-in")).json()).toMatchObject({ code: "not_found" });
});

test("a try that nobody waits for any more ends, and with it its way to the server", async () => {
  const { api, ask } = await openTestApi();
  const address = await api.listen({ host: "127.0.0.1", port: 0 });
  const reached = Promise.withResolvers<void>();
  const left = Promise.withResolvers<void>();
  // It listens and never answers.
  const silent = createServer((socket) => {
    reached.resolve();
    socket.on("error", () => undefined).resume();
    socket.once("close", () => left.resolve());
  });
  onTestFinished(() => void silent.close());
  await once(silent.listen(0, "127.0.0.1"), "listening");
  const { port } = silent.address() as AddressInfo;
  const data = Object.entries({ host: "127.0.0.1", port }).map(([name, value]) => ({ name, value }));
  await ask("POST", "/configurations", { body: { name: "erp", connection: "redis", configuration_data: data } });
  const leaving = new AbortController();
  const tried = fetch(`${address}/api/v1/connections/erp/test`, {
    ...{ method: "POST", headers: { authorization: "Bearer developer" }, signal: leaving.signal },
  });
  await reached.promise;
  leaving.abort();
  await expect(tried).rejects.toThrow("aborted");
  await left.promise;
});
