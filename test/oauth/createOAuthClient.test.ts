import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { createOAuthClient } from "../../core/oauth/createOAuthClient.ts";
import { readOAuthSettings } from "../../core/service/oauth/readOAuthSettings.ts";
import { clientSecret, type OAuthServer, startOAuthServer } from "../support/servers/startOAuthServer.ts";

let server: OAuthServer;
const client = createOAuthClient();

beforeAll(async () => {
  server = await startOAuthServer();
});

afterAll(() => server.stop());

const settingsOf = (settings: Record<string, string>) => readOAuthSettings({ name: "crm", kind: "oauth2", settings });

async function refusal(settings: Record<string, string>) {
  const error = await client.requestToken(settingsOf(settings)).catch((caught) => caught);
  return { code: error.code, message: error.message };
}

test("a token comes by client credentials, from a server that says where it is asked or from an address that is known", async () => {
  const found = await client.requestToken(settingsOf(server.machine));
  expect(found).toEqual({ token: expect.any(String), expiresIn: 3600, refreshToken: undefined });
  const { issuer: _issuer, ...machine } = server.machine;
  const known = await client.requestToken(settingsOf({ ...machine, token_url: `${server.issuer}/token` }));
  expect(known.token).not.toBe(found.token);
  for (const { token } of [found, known]) {
    const answer = await fetch(server.api, { headers: { authorization: `Bearer ${token}` } });
    expect(await answer.json()).toMatchObject({ client: "machine" });
  }
});

test("a refusal names connection, server and what the server says, and no secret", async () => {
  const wrong = await refusal({ ...server.machine, client_secret: "not-the-secret" });
  expect(wrong).toEqual({
    code: "token_failed",
    message: `The connection "crm" gets no token from ${server.issuer}: invalid_client: client authentication failed.`,
  });
  const unknown = await refusal({ ...server.machine, client_id: "nobody" });
  expect(unknown.message).not.toContain(clientSecret);
});

test("a refresh token that is not taken needs a sign-in", async () => {
  const error = await client.refresh(settingsOf(server.person), "not-a-token").catch((caught) => caught);
  expect([error.code, error.message]).toEqual([
    "sign_in_needed",
    'The sign-in of the connection "crm" has expired or was taken back (invalid_grant: grant request is invalid). Sign in: sluice connection login crm.',
  ]);
});

test("secrets go to no address without TLS but one of this computer, not even when the server says so", async () => {
  const { message } = await refusal({ ...server.machine, issuer: "http://login.example" });
  expect(message).toBe(
    'The connection "crm" gets no token from http://login.example: http://login.example is not asked: its address does not begin with https.',
  );
  const liar = createServer((request, reply) => {
    const { port } = liar.address() as AddressInfo;
    reply.writeHead(200, { "content-type": "application/json" });
    const issuer = `http://127.0.0.1:${port}`;
    reply.end(JSON.stringify({ issuer, token_endpoint: "http://elsewhere.example/token", path: request.url }));
  });
  liar.listen(0, "127.0.0.1");
  await once(liar, "listening");
  onTestFinished(() => void liar.close());
  const { port } = liar.address() as AddressInfo;
  const lied = await refusal({ ...server.machine, issuer: `http://127.0.0.1:${port}` });
  expect(lied.message).toContain("http://elsewhere.example is not asked");
});

test("a server that is not there, and an address that is no OAuth server, are named", async () => {
  const { issuer } = server;
  const closed = createServer().listen(0, "127.0.0.1");
  await once(closed, "listening");
  const { port } = closed.address() as AddressInfo;
  closed.close();
  await once(closed, "close");
  const gone = await refusal({ ...server.machine, issuer: issuer.replace(/\d+$/, String(port)) });
  expect(gone.message).toContain(`gets no token from http://127.0.0.1:${port}: connect ECONNREFUSED`);
  const other = await refusal({ ...server.machine, issuer: server.api });
  expect(other.code).toBe("token_failed");
});
