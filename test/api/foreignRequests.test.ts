import { request as askHttp } from "node:http";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openSocket } from "../../core/api/openSocket.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { openTestApi } from "./openTestApi.ts";
import { cookieOf, openWithUser } from "./signedIn.ts";

const authorization = "Bearer administrator";

test("a host name that is not of this computer is refused, before anything else and everywhere", async () => {
  const { api } = await openTestApi();
  const ask = (host: string, url = "/api/v1/about") => api.inject({ url, headers: { authorization, host } });
  for (const host of ["localhost", "localhost:4870", "LOCALHOST:1", "127.0.0.1:4870", "[::1]:4870"]) {
    expect([host, (await ask(host)).statusCode]).toEqual([host, 200]);
  }
  for (const host of ["evil.example", "localhost.evil.example", "192.0.2.1:4870", "localhost:x", "a@localhost", " "]) {
    const answer = await ask(host);
    expect([host, answer.statusCode, answer.json().code]).toEqual([host, 403, "foreign_request"]);
  }
  for (const url of ["/healthz", "/api/v1/docs/json", "/api/v1/open?code=x", "/nothing"]) {
    expect([url, (await ask("evil.example", url)).json().code]).toEqual([url, "foreign_request"]);
  }
});

test("a host name that was allowed may be asked under", async () => {
  const { api } = await openTestApi({ hosts: ["Flows.example.org"] });
  const ask = (host: string) => api.inject({ url: "/api/v1/about", headers: { authorization, host } });
  expect((await ask("flows.example.org:8443")).statusCode).toBe(200);
  const docs = await api.inject({ url: "/api/v1/docs/json", headers: { host: "flows.example.org" } });
  expect(docs.statusCode).toBe(200);
  expect((await ask("example.org")).statusCode).toBe(403);
});

test("what pages of other hosts or ports send is refused, a link to here is not", async () => {
  const { api } = await openTestApi();
  const ask = (headers: Record<string, string>) =>
    api.inject({ url: "/api/v1/about", headers: { authorization, host: "localhost:4870", ...headers } });
  for (const origin of ["http://localhost:4870", "https://localhost:4870"]) {
    expect((await ask({ origin })).statusCode).toBe(200);
  }
  for (const origin of ["http://evil.example", "http://localhost:3000", "http://127.0.0.1:4870", "null", ""]) {
    const answer = await ask({ origin });
    expect([origin, answer.statusCode, answer.json().code]).toEqual([origin, 403, "foreign_request"]);
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
  }
  const site = (value: string, mode: string) => ask({ "sec-fetch-site": value, "sec-fetch-mode": mode });
  expect((await site("same-origin", "cors")).statusCode).toBe(200);
  expect((await site("cross-site", "navigate")).statusCode).toBe(200);
  expect((await site("cross-site", "no-cors")).statusCode).toBe(403);
  expect((await site("same-site", "no-cors")).statusCode).toBe(403);
});

test("pages of an allowed origin may ask with a token, never with a cookie, and are told so", async () => {
  const origin = "https://portal.example.org";
  const { api } = await openTestApi({ origins: [origin] });
  const headers = { host: "localhost:4870", origin, "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" };
  const asked = await api.inject({
    method: "OPTIONS",
    url: "/api/v1/applications",
    headers: { ...headers, "access-control-request-method": "POST", "access-control-request-headers": "authorization" },
  });
  expect(asked.statusCode).toBe(204);
  expect(asked.headers).toMatchObject({
    "access-control-allow-origin": origin,
    "access-control-allow-headers": expect.stringContaining("authorization"),
  });
  expect(asked.headers["access-control-allow-credentials"]).toBeUndefined();
  const answer = await api.inject({ url: "/api/v1/about", headers: { ...headers, authorization } });
  expect([answer.statusCode, answer.headers["access-control-allow-origin"]]).toEqual([200, origin]);
  const withCookie = await api.inject({ url: "/api/v1/about", headers: { ...headers, cookie: "sluice_session=x" } });
  expect([withCookie.statusCode, withCookie.json().code]).toEqual([403, "foreign_request"]);
  const other = await api.inject({
    url: "/api/v1/about",
    headers: { ...headers, origin: "https://portal.example.org.evil.example", authorization },
  });
  expect([other.statusCode, other.headers["access-control-allow-origin"]]).toEqual([403, undefined]);
});

test("a page of another host cannot log in, nor log anyone out", async () => {
  const { logIn, send } = await openWithUser("viewer");
  expect((await logIn({}, { origin: "http://evil.example" })).statusCode).toBe(403);
  const cookie = cookieOf(await logIn());
  expect((await send("POST", "/logout", { headers: { cookie, origin: "http://evil.example" } })).statusCode).toBe(403);
  expect((await send("GET", "/session", { headers: { cookie } })).statusCode).toBe(200);
});

test("the address that was dialled is known; the local socket takes any name and still asks for a token", async () => {
  const { api } = await openTestApi();
  const socket = join(tempFolder(), "s.sock");
  const local = await openSocket(api, socket);
  const port = Number(new URL(await api.listen({ host: "127.0.0.2", port: 0 })).port);
  const ask = (to: { socketPath: string } | { host: string; port: number }, headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = askHttp({ ...to, path: "/api/v1/about", headers }, (answer) => {
        answer.resume().once("end", () => resolve(answer.statusCode));
      });
      sent.once("error", reject).end();
    });
  const tcp = { host: "127.0.0.2", port };
  expect(await ask(tcp, { authorization })).toBe(200);
  expect(await ask(tcp, { authorization, host: "127.0.0.3" })).toBe(403);
  expect(await ask({ socketPath: socket }, { authorization, host: "app", origin: "app://sluice" })).toBe(200);
  expect(await ask({ socketPath: socket }, { host: "localhost" })).toBe(401);
  await local.close();
});
