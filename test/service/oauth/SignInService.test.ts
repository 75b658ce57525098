import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Clock } from "../../../core/base/Clock.ts";
import type { OwnerHost } from "../../../core/host.ts";
import { signInMs } from "../../../core/service/oauth/SignInService.ts";
import { browse } from "../../support/browse.ts";
import { FakeClock } from "../../support/FakeClock.ts";
import { type OAuthServer, startOAuthServer } from "../../support/servers/startOAuthServer.ts";
import { openTestHost } from "../openTestHost.ts";

let server: OAuthServer;

beforeAll(async () => {
  server = await startOAuthServer();
});

beforeEach(() => {
  server.decide = "allow";
});

afterAll(() => server.stop());

async function open(settings: Record<string, string> = server.person, clock?: Clock): Promise<OwnerHost> {
  const host = await openTestHost(clock === undefined ? {} : { clock });
  await add(host, "crm", settings);
  return host;
}

async function add({ services }: OwnerHost, name: string, settings: Record<string, string>): Promise<void> {
  const variables = Object.entries(settings).map(([name, value]) => ({ name, value }));
  const connection = { name, connection: "oauth2", configuration_data: variables };
  await services.configurations.import(JSON.stringify(connection), { fileName: `${name}.json`, overwrite: true });
}

test("a person signs in once, and tokens are renewed without anybody from then on", async () => {
  const { services } = await open();
  const { signIns, connections, accessTokens } = services;
  expect(signIns.state("crm")).toEqual({ state: "missing" });
  expect(await connections.test("crm")).toEqual({
    ok: false,
    message: 'Nobody has signed in for the connection "crm". Sign in: sluice connection login crm.',
  });
  const { address } = await signIns.start("crm");
  expect(Object.fromEntries(new URL(address).searchParams)).toMatchObject({
    response_type: "code",
    code_challenge_method: "S256",
    redirect_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/callback$/),
  });
  expect(signIns.state("crm")).toEqual({ state: "waiting" });
  const settled = signIns.settled("crm");
  const page = await browse(address);
  expect([page.status, page.text]).toEqual([200, expect.stringContaining("You are signed in for &#34;crm&#34;.")]);
  await settled;
  expect(signIns.state("crm")).toEqual({ state: "signed_in" });
  const connection = connections.getOpened("crm");
  const { token } = await accessTokens.get(connection);
  const { token: renewed } = await accessTokens.get(connection, { refused: token });
  expect(renewed).not.toBe(token);
  const answer = await fetch(server.api, { headers: { authorization: `Bearer ${renewed}` } });
  expect(await answer.json()).toMatchObject({ client: "person" });
  expect(await connections.test("crm")).toMatchObject({ ok: true });
  // The door is closed, and what came through it works once.
  await expect(fetch(page.url)).rejects.toThrow();
});

test("a sign-in works with addresses alone, though the server says who it is and who signed in", async () => {
  // Its name is not where its addresses are, as of most servers.
  const origin = server.issuer.replace("127.0.0.1", "localhost");
  const { issuer, ...person } = server.person;
  const addresses = { token_url: `${origin}/token`, authorization_url: `${origin}/auth` };
  const host = await open({ ...person, ...addresses });
  const { signIns, connections, accessTokens } = host.services;
  const page = await browse((await signIns.start("crm")).address);
  expect(new URL(page.url).searchParams.get("iss")).toBe(issuer);
  expect(page.text).toContain("You are signed in for");
  const connection = connections.getOpened("crm");
  const { token } = await accessTokens.get(connection);
  expect((await accessTokens.get(connection, { refused: token })).token).not.toBe(token);
  // Whoever names the server has it compared.
  await add(host, "other", { ...person, ...addresses, issuer: origin });
  expect((await browse((await signIns.start("other")).address)).text).toContain("unexpected &#34;iss&#34;");
  await add(host, "same", { ...server.person, ...addresses });
  expect((await browse((await signIns.start("same")).address)).text).toContain("You are signed in for");
});

test("who comes without the state of the sign-in changes nothing, and who refuses ends it", async () => {
  const { services } = await open();
  const { signIns } = services;
  const { address } = await signIns.start("crm");
  const door = new URL(new URL(address).searchParams.get("redirect_uri") ?? "");
  const read = async (path: string) => {
    const answer = await fetch(new URL(path, door));
    return [answer.status, await answer.text()];
  };
  expect(await read("/callback?code=stolen&state=guessed")).toEqual([
    200,
    expect.stringContaining("This is not the sign-in"),
  ]);
  expect(await read("/callback")).toEqual([200, expect.stringContaining("This is not the sign-in")]);
  expect((await read("/elsewhere"))[0]).toBe(404);
  expect(signIns.state("crm")).toEqual({ state: "waiting" });
  server.decide = "refuse";
  const page = await browse(address);
  const reason = `The connection "crm" gets no token from ${server.issuer}: access_denied: Ann said no.`;
  expect(page.text).toContain("access_denied: Ann said no");
  await signIns.settled("crm");
  expect(signIns.state("crm")).toEqual({ state: "missing", message: reason });
});

test("a sign-in ends after five minutes", async () => {
  const clock = new FakeClock(Date.now());
  const { signIns } = (await open(server.person, clock)).services;
  const { address, expiresAt } = await signIns.start("crm");
  expect(expiresAt).toBe(clock.now() + signInMs);
  const settled = signIns.settled("crm");
  clock.advance(signInMs);
  await settled;
  expect(signIns.state("crm")).toEqual({ state: "missing", message: "Nobody signed in within five minutes." });
  await expect(browse(address)).rejects.toThrow();
});

test("a sign-in ends when it is cancelled, begun again, or the host closes", async () => {
  const host = await open();
  const { signIns } = host.services;
  const first = await signIns.start("crm");
  const second = await signIns.start("crm");
  expect((await browse(second.address)).text).toContain("You are signed in");
  await expect(browse(first.address)).rejects.toThrow();
  const third = await signIns.start("crm");
  await signIns.cancel("crm");
  // The sign-in of before goes on.
  expect(signIns.state("crm")).toEqual({ state: "signed_in", message: "The sign-in was cancelled." });
  await expect(browse(third.address)).rejects.toThrow();
  const fourth = await signIns.start("crm");
  await host.close();
  await expect(browse(fourth.address)).rejects.toThrow();
});

test("the way back is an address of this computer", async () => {
  const away = await open({ ...server.person, redirect_url: "http://evil.example/callback" });
  await expect(away.services.signIns.start("crm")).rejects.toMatchObject({
    code: "wrong_use",
    message: expect.stringContaining('"http://evil.example/callback" is no address of this computer'),
  });
  const machine = await open(server.machine);
  expect(machine.services.signIns.state("crm")).toEqual({ state: "not_needed" });
  await expect(machine.services.signIns.start("crm")).rejects.toMatchObject({ code: "wrong_use" });
});
