import { beforeEach, expect, test } from "vitest";
import { SluiceError } from "../../../core/base/SluiceError.ts";
import type { Connection } from "../../../core/model/Connection.ts";
import { AccessTokenService } from "../../../core/service/oauth/AccessTokenService.ts";
import { TokenStore } from "../../../core/service/oauth/TokenStore.ts";
import type { OAuthClient, TokenGrant } from "../../../core/service/ports/OAuthClient.ts";
import { createVault } from "../../../core/store/vault/createVault.ts";
import { FakeClock } from "../../support/FakeClock.ts";

const secret = "a-client-secret-77";
const crm: Connection = {
  name: "crm",
  kind: "oauth2",
  settings: { grant: "client_credentials", issuer: "https://login.example", client_id: "a", client_secret: secret },
};
const person: Connection = { ...crm, settings: { ...crm.settings, grant: "authorization_code" } };

/** Answers when the test says so. */
class Desk implements Pick<OAuthClient, "requestToken" | "refresh"> {
  readonly asked: { refreshToken: string | undefined; answer: PromiseWithResolvers<TokenGrant> }[] = [];

  requestToken(): Promise<TokenGrant> {
    return this.take(undefined);
  }

  refresh(_settings: unknown, refreshToken: string): Promise<TokenGrant> {
    return this.take(refreshToken);
  }

  give(token: string, more: Partial<TokenGrant> = {}): void {
    this.asked.at(-1)?.answer.resolve({ token, expiresIn: 600, refreshToken: undefined, ...more });
  }

  refuse(code: "sign_in_needed" | "token_failed"): void {
    this.asked.at(-1)?.answer.reject(new SluiceError(code, "No."));
  }

  private take(refreshToken: string | undefined): Promise<TokenGrant> {
    const answer = Promise.withResolvers<TokenGrant>();
    this.asked.push({ refreshToken, answer });
    return answer.promise;
  }
}

let clock: FakeClock;
let rows: Map<string, string>;
let desk: Desk;
let store: TokenStore;
let tokens: AccessTokenService;

/** As after a start of the host. */
function start(): void {
  const connectionTokens = {
    list: () => [...rows.values()],
    find: (name: string) => rows.get(name),
    save: async (name: string, cipher: string) => void rows.set(name, cipher),
  };
  const ports = { connectionTokens, vault: createVault({ key: "ab".repeat(32) }), clock, oauth: desk };
  store = new TokenStore(ports);
  tokens = new AccessTokenService(ports, store);
}

beforeEach(() => {
  clock = new FakeClock();
  rows = new Map();
  desk = new Desk();
  start();
});

async function first(token: string, connection = crm): Promise<void> {
  const asked = tokens.get(connection);
  desk.give(token);
  await asked;
}

test("ten who ask at once make one request and get the same token, and who asks later gets it too", async () => {
  const all = Promise.all(Array.from({ length: 10 }, () => tokens.get(crm)));
  desk.give("token-one");
  const expiresAt = clock.now() + 600_000;
  expect(await all).toEqual(Array(10).fill({ token: "token-one", expiresAt }));
  expect(await tokens.get(crm)).toEqual({ token: "token-one", expiresAt });
  start();
  expect(await tokens.get(crm)).toEqual({ token: "token-one", expiresAt });
  expect(desk.asked).toHaveLength(1);
});

test("who waits for one connection keeps nobody from another one, nor does a failure stay", async () => {
  const waiting = tokens.get(crm);
  const other = tokens.get({ ...crm, name: "erp" });
  desk.give("token-erp");
  expect((await other).token).toBe("token-erp");
  desk.asked[0]?.answer.reject(new SluiceError("token_failed", "No."));
  await expect(waiting).rejects.toMatchObject({ code: "token_failed" });
  await first("token-crm");
  expect((await tokens.get(crm)).token).toBe("token-crm");
});

test("a token is renewed a minute before it expires, and stays in use while its server does not answer", async () => {
  await first("token-one");
  clock.advance(539_000);
  expect((await tokens.get(crm)).token).toBe("token-one");
  clock.advance(2_000);
  const failing = tokens.get(crm);
  desk.refuse("token_failed");
  expect((await failing).token).toBe("token-one");
  await first("token-two");
  expect((await tokens.get(crm)).token).toBe("token-two");
  clock.advance(601_000);
  const late = tokens.get(crm);
  desk.refuse("token_failed");
  await expect(late).rejects.toMatchObject({ code: "token_failed" });
});

test("a refused token is replaced once, however many refuse it", async () => {
  await first("token-one");
  const all = Promise.all([1, 2, 3].map(() => tokens.get(crm, { refused: "token-one" })));
  desk.give("token-two");
  expect((await all).map(({ token }) => token)).toEqual(Array(3).fill("token-two"));
  expect((await tokens.get(crm, { refused: "token-one" })).token).toBe("token-two");
  expect(desk.asked).toHaveLength(2);
});

test("other settings get no token of before; a new client secret is no other setting", async () => {
  await first("token-one");
  const other = { ...crm, settings: { ...crm.settings, client_id: "b" } };
  await first("token-b", other);
  expect((await tokens.get(other)).token).toBe("token-b");
  const rotated = { ...other, settings: { ...other.settings, client_secret: "another" } };
  expect((await tokens.get(rotated)).token).toBe("token-b");
});

test("without a sign-in nobody is asked; with one, the newest refresh token is used", async () => {
  await expect(tokens.get(person)).rejects.toMatchObject({
    code: "sign_in_needed",
    message: 'Nobody has signed in for the connection "crm". Sign in: sluice connection login crm.',
  });
  expect(desk.asked).toEqual([]);
  await tokens.keep(person, { token: "token-one", expiresIn: 600, refreshToken: "refresh-one" });
  expect((await tokens.get(person)).token).toBe("token-one");
  for (const [refresh, next] of [
    ["refresh-one", "refresh-two"],
    ["refresh-two", undefined],
    ["refresh-two", "refresh-three"],
  ] as const) {
    clock.advance(599_000);
    const asked = tokens.get(person);
    expect(desk.asked.at(-1)?.refreshToken).toBe(refresh);
    desk.give(`after-${refresh}`, { refreshToken: next });
    await asked;
  }
});

test("a sign-in that the server takes no more is over until the next one", async () => {
  await tokens.keep(person, { token: "token-one", expiresIn: 600, refreshToken: "refresh-one" });
  expect(tokens.signIn(person)).toBe("signed_in");
  const refused = tokens.get(person, { refused: "token-one" });
  desk.refuse("sign_in_needed");
  await expect(refused).rejects.toMatchObject({ code: "sign_in_needed" });
  clock.advance(600_000);
  expect(tokens.signIn(person)).toBe("expired");
  await expect(tokens.get(person)).rejects.toMatchObject({
    code: "sign_in_needed",
    message: expect.stringContaining('The sign-in has expired of the connection "crm"'),
  });
  expect(desk.asked).toHaveLength(1);
  await tokens.keep(person, { token: "token-two", expiresIn: 600, refreshToken: "refresh-two" });
  expect([(await tokens.get(person)).token, tokens.signIn(person)]).toEqual(["token-two", "signed_in"]);
});

test("tokens rest encrypted and are masked as long as they are worth something, those before too", async () => {
  await tokens.keep(person, { token: "token-one", expiresIn: 600, refreshToken: "refresh-one" });
  const renewed = tokens.get(person, { refused: "token-one" });
  desk.give("token-two", { refreshToken: "refresh-two" });
  await renewed;
  expect(JSON.stringify([...rows])).not.toMatch(/token-|refresh-/);
  const text = "Bearer token-one, token-two, refresh-two";
  expect(store.mask(text)).toBe("Bearer •••, •••, •••");
  start();
  expect(store.mask(text)).toBe("Bearer •••, •••, •••");
});

test("a run that goes on with the settings of before takes no sign-in away, nor a token", async () => {
  await tokens.keep(person, { token: "token-one", expiresIn: 600, refreshToken: "refresh-one" });
  await first("token-machine");
  expect((await tokens.get(person)).token).toBe("token-one");
  expect((await tokens.get(crm)).token).toBe("token-machine");
  start();
  clock.advance(599_000);
  const renewed = tokens.get(person);
  expect(desk.asked.at(-1)?.refreshToken).toBe("refresh-one");
  desk.give("token-two", { refreshToken: "refresh-two" });
  expect((await renewed).token).toBe("token-two");
  expect(store.mask("token-machine, token-two, refresh-two")).toBe("•••, •••, •••");
});

test("tokens for two kinds of settings that come at the same time are both kept", async () => {
  await tokens.keep(person, { token: "token-one", expiresIn: 600, refreshToken: "refresh-one" });
  const both = Promise.all([tokens.get(crm), tokens.get(person, { refused: "token-one" })]);
  desk.give("token-two", { refreshToken: "refresh-two" });
  desk.asked[0]?.answer.resolve({ token: "token-machine", expiresIn: 600, refreshToken: undefined });
  await both;
  start();
  expect((await Promise.all([tokens.get(crm), tokens.get(person)])).map(({ token }) => token)).toEqual([
    "token-machine",
    "token-two",
  ]);
});

test("what was kept for settings of before goes when nobody takes it any more", async () => {
  await first("token-one");
  clock.advance(600_001);
  await first("token-b", { ...crm, settings: { ...crm.settings, client_id: "b" } });
  start();
  expect(store.mask("token-one, token-b")).toBe("token-one, •••");
});

test("a sign-in while the one of before is renewed goes on, whatever comes of the renewal", async () => {
  for (const answer of ["given", "sign_in_needed", "token_failed"] as const) {
    await tokens.keep(person, { token: "token-ann", expiresIn: 600, refreshToken: "refresh-ann" });
    const renewing = tokens.get(person, { refused: "token-ann" });
    await tokens.keep(person, { token: "token-bob", expiresIn: 600, refreshToken: "refresh-bob" });
    if (answer === "given") desk.give("token-ann-two", { refreshToken: "refresh-ann-two" });
    else desk.refuse(answer);
    expect((await renewing).token).toBe("token-bob");
    expect((await tokens.get(person)).token).toBe("token-bob");
    const next = tokens.get(person, { refused: "token-bob" });
    expect(desk.asked.at(-1)?.refreshToken).toBe("refresh-bob");
    desk.give("token-bob-two");
    await next;
  }
});

test("a renewed token costs the lines that are masked next to nothing, however many tokens there are", async () => {
  const long = Buffer.from(Array.from({ length: 1200 }, (_, index) => (index * index * 7919) % 251)).toString(
    "base64url",
  );
  const line = "GET https://api.example/v1/things?page=3 answered 200 in 35 ms. ".repeat(4);
  const begin = process.cpuUsage();
  for (let index = 0; index < 30; index += 1) {
    await first(`${index}.${long}`, { ...crm, name: `crm-${index}` });
    expect(store.mask(line)).toBe(line);
  }
  expect(process.cpuUsage(begin).user / 1000).toBeLessThan(6000);
  expect(store.mask(`0.${long}, ${encodeURIComponent(`29.${long}`)}`)).toBe("•••, •••");
});

test("a fresh token is one that the server gave just now", async () => {
  await first("token-one");
  const asked = tokens.get(crm, { fresh: true });
  desk.refuse("token_failed");
  await expect(asked).rejects.toMatchObject({ code: "token_failed" });
});

test("wrong settings are named", async () => {
  const problem = async (settings: Connection["settings"], kind = "oauth2") =>
    (await tokens.get({ name: "crm", kind, settings }).catch((caught) => caught)).message;
  expect(await problem({}, "ssh")).toBe('The connection "crm" cannot be used: it is of the kind ssh, not oauth2.');
  expect(await problem({})).toContain('"grant" is missing');
  expect(await problem({ grant: "password" })).toContain('"grant" is client_credentials or authorization_code');
  expect(await problem({ grant: "client_credentials" })).toContain('it needs an "issuer", or a "token_url"');
  const way = { grant: "authorization_code", token_url: "https://a.example", client_id: "a" };
  expect(await problem(way)).toContain('it needs an "authorization_url" as well');
  expect(await problem({ ...crm.settings, client_secret: "" })).toContain('"client_secret" is missing');
  expect(await problem({ ...crm.settings, client_id: "" })).toContain('"client_id" is missing');
});

test("a connection that is renamed keeps its sign-in", async () => {
  await tokens.keep(person, { token: "token-one", expiresIn: 600, refreshToken: "refresh-one" });
  rows.set("sales", rows.get("crm") ?? "");
  rows.delete("crm");
  const renamed = { ...person, name: "sales" };
  expect(tokens.signIn(renamed)).toBe("signed_in");
  expect((await tokens.get(renamed)).token).toBe("token-one");
});
