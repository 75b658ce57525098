import { expect, test } from "vitest";
import { heartbeatMs } from "../../../core/api/events/streamEvents.ts";
import { cookieOf, goodPassword, openWithUser } from "../signedIn.ts";
import { listen, readEvents } from "./readEvents.ts";

/** Cookies carry the port of their door. */
async function openReader(change: "session" | "token") {
  const opened = await openWithUser("operator");
  const { api, host } = opened;
  const url = await listen(api);
  const ask = (method: string, path: string, init: { headers?: Record<string, string>; body?: object } = {}) =>
    fetch(`${url}/api/v1${path}`, {
      method,
      headers: { ...(init.body === undefined ? {} : { "content-type": "application/json" }), ...init.headers },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    });
  if (change === "token") {
    const token = await host.services.tokens.create({ name: "ci", role: "viewer" });
    const headers = { authorization: `Bearer ${token}` };
    return { ...opened, url, ask, headers, reader: await readEvents(url, { headers }) };
  }
  const login = await ask("POST", "/login", { body: { user: "ann", password: goodPassword } });
  const cookie = login.headers.get("set-cookie")?.split(";", 1)[0] ?? "";
  const { csrf_token } = (await login.json()) as { csrf_token: string };
  const headers = { cookie, "x-csrf-token": csrf_token };
  return { ...opened, url, ask, headers, reader: await readEvents(url, { headers }) };
}

test("a stream ends when its session is logged out", async () => {
  const { ask, headers, reader } = await openReader("session");
  expect((await ask("POST", "/logout", { headers })).status).toBe(200);
  await reader.ended();
});

test("a stream ends when the user gets another role, another password, or goes", async () => {
  for (const change of ["role", "password", "removed"] as const) {
    const { host, reader } = await openReader("session");
    const { users } = host.services.access;
    if (change === "role") await users.setRole("ann", "viewer");
    if (change === "password") await users.setPassword("ann", `${goodPassword}!`);
    if (change === "removed") await users.remove("ann");
    await reader.ended();
  }
});

test("a stream ends when its token is revoked, and others go on", async () => {
  const { host, reader, url } = await openReader("token");
  const other = await host.services.tokens.create({ name: "other", role: "viewer" });
  const staying = await readEvents(url, { headers: { authorization: `Bearer ${other}` } });
  await host.services.tokens.revoke("ci");
  await reader.ended();
  const document = { name: "x", app_variables: [], steps: [{ name: "a", file: "Log", message: "x" }] };
  await host.runs.startDocument({ name: "x", document, parameters: {}, logLevel: 25, pins: {} });
  expect((await staying.next()).type).toBe("run.accepted");
  staying.stop();
});

test("a stream ends when its session has expired, at the next heartbeat, and tells nothing after", async () => {
  const { clock, reader } = await openReader("session");
  clock.advance(12 * 3_600_000 - heartbeatMs);
  clock.advance(heartbeatMs);
  await reader.ended();
});

test("a cookie that opened no session opens no stream", async () => {
  const { send, logIn } = await openWithUser("viewer");
  const cookie = `${cookieOf(await logIn())}x`;
  expect((await send("GET", "/events", { headers: { cookie } })).statusCode).toBe(401);
});
