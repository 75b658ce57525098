import { afterAll, beforeAll, expect, test } from "vitest";
import type { OwnerHost } from "../../../../core/host.ts";
import { findSecretsInFolder } from "../../../secrets/findSecrets.ts";
import { openTestHost } from "../../../service/openTestHost.ts";
import { type HttpPeer, startHttpPeer } from "../../../support/httpPeer.ts";
import { clientSecret, type OAuthServer, startOAuthServer } from "../../../support/servers/startOAuthServer.ts";
import { type RestPeers, startRestPeers } from "../restPeers.ts";

let server: OAuthServer;
let peers: RestPeers;
let guard: HttpPeer;
/** What the guarded system was shown. */
let shown: string[] = [];
let isTaken = (_token: string): boolean => true;

beforeAll(async () => {
  server = await startOAuthServer();
  peers = await startRestPeers();
  guard = await startHttpPeer({
    "/(.*)": ({ headers, json }) => {
      const token = headers.authorization ?? "";
      shown.push(token);
      const taken = isTaken(token);
      json({ taken }, taken ? 200 : 401);
    },
  });
});

afterAll(async () => {
  await Promise.all([server.stop(), peers.close(), guard.close()]);
});

async function open(): Promise<OwnerHost> {
  const host = await openTestHost();
  const variables = Object.entries(server.machine).map(([name, value]) => ({
    name,
    value,
    encrypted: name === "client_secret",
  }));
  const crm = { name: "crm", connection: "oauth2", configuration_data: variables };
  await host.services.configurations.import(JSON.stringify(crm), { fileName: "crm.json", overwrite: true });
  return host;
}

const step = {
  name: "ask",
  file: "QueryREST",
  method: "GET",
  relative_url: "",
  authentication: "oauth2",
  connection: "crm",
};

async function run(host: OwnerHost, steps: object[] = [{ ...step, prefix_url: server.api }]) {
  const document = JSON.parse(JSON.stringify({ name: "app", app_variables: [], steps }));
  const { run: accepted } = await host.runs.start({
    name: "app",
    document,
    parameters: {},
    logLevel: 10,
    triggeredBy: { kind: "USER" },
  });
  await host.runs.finished(accepted.id);
  const { steps: ended } = await host.services.queries.result(accepted.id);
  return { id: accepted.id, ended };
}

test("runs get their tokens by one request, and neither token nor secret is seen or stored", async () => {
  const host = await open();
  server.asked.length = 0;
  const runs = await Promise.all(Array.from({ length: 4 }, () => run(host)));
  expect(runs.map(({ ended }) => ended[0]?.state)).toEqual(Array(4).fill("SUCCESS"));
  expect(server.asked).toHaveLength(1);
  const token = server.seen.at(-1) ?? "";
  // The system answers the token itself: it is saved for the next step and never shown.
  expect(runs[0]?.ended[0]?.data).toEqual({ client: "machine", token: "•••" });
  // What a token was taken back is replaced once.
  await server.revoke(token);
  const after = await run(host);
  expect(after.ended[0]?.state).toBe("SUCCESS");
  const fresh = server.seen.at(-1) ?? "";
  expect([server.asked.length, fresh === token]).toEqual([2, false]);
  const logs = host.services.queries.logs(after.id, { limit: 100 });
  expect(JSON.stringify(logs)).toContain("asked again with a fresh token");
  const test = await host.services.connections.test("crm");
  expect(test).toEqual({ ok: true, message: expect.stringMatching(/^The server gave a token, good until 20/) });
  const secrets = [token, fresh, clientSecret];
  for (const secret of secrets) expect(JSON.stringify([runs, after, logs, test])).not.toContain(secret);
  const { dataFolder } = host;
  await host.close();
  expect(findSecretsInFolder(dataFolder, secrets).found).toEqual([]);
});

test("a step that gets no token says why, and a connection that gives none is no good", async () => {
  const host = await open();
  await host.services.configurations.set("crm", { variable: "client_id", value: "nobody", secret: false });
  const { ended } = await run(host);
  expect(ended[0]?.error).toMatchObject({
    exception: "ConnectionNotAvailableException",
    message: expect.stringContaining('The connection "crm" gets no token from'),
  });
  expect(await host.services.connections.test("crm")).toMatchObject({ ok: false });
});

/** One attempt without a host: `tokens` are what it would give, one after another. */
async function query(tokens: { token: string; expiresAt: number | null }[], input: unknown = undefined) {
  const asked: (string | undefined)[] = [];
  shown = [];
  const params = { authentication: "oauth2", connection: "crm", prefix_url: guard.url, relative_url: "/a${n}" };
  const result = await peers.query(
    {
      ...params,
      relative_url: input === undefined ? "/a" : params.relative_url,
      keep_failed_items: true,
      concurrency: 1,
    },
    {
      input,
      connections: { crm: { kind: "oauth2", settings: {} } },
      accessToken(_connection, refused) {
        asked.push(refused);
        const next = tokens.length > 1 ? tokens.shift() : tokens[0];
        if (next === undefined) throw new Error("no token");
        return next;
      },
    },
  );
  return { ...result, asked };
}

test("a token that is not taken is replaced once, not for each call of a system that takes none", async () => {
  isTaken = () => false;
  const given = ["one", "two", "three"].map((token) => ({ token, expiresAt: null }));
  const alone = await query([...given]);
  expect(alone.error?.message).toContain("401");
  expect([alone.asked, shown]).toEqual([
    [undefined, "one"],
    ["Bearer one", "Bearer two"],
  ]);
  const many = await query([...given], [{ n: 1 }, { n: 2 }, { n: 3 }]);
  expect(many.asked).toEqual([undefined, "one"]);
  isTaken = (token) => token === "Bearer two";
  const renewed = await query([...given], [{ n: 1 }, { n: 2 }, { n: 3 }]);
  expect(renewed.data).toEqual(Array(3).fill({ taken: true }));
  expect(shown).toEqual(["Bearer one", "Bearer two", "Bearer two", "Bearer two"]);
});

test("a long attempt asks for the next token before the present one expires", async () => {
  isTaken = () => true;
  const { asked, state } = await query(
    [
      { token: "short", expiresAt: Date.now() },
      { token: "long", expiresAt: Date.now() + 600_000 },
    ],
    [{ n: 1 }, { n: 2 }],
  );
  expect([state, asked, shown]).toEqual(["SUCCESS", [undefined, undefined], ["Bearer long", "Bearer long"]]);
});
