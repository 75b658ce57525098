import { generate } from "otplib";
import { expect, test } from "vitest";
import { cookieOf, goodPassword, openWithUser } from "./signedIn.ts";

const hour = 3_600_000;

test("a login sets a cookie that scripts cannot read and other sites cannot send, and says what one may", async () => {
  const { logIn, send } = await openWithUser("operator");
  const answer = await logIn();
  expect(answer.statusCode).toBe(200);
  expect(answer.cookies).toEqual([
    expect.objectContaining({
      httpOnly: true,
      sameSite: "Strict",
      path: "/",
      value: expect.stringMatching(/^[\w-]{43}$/),
    }),
  ]);
  expect(answer.json()).toMatchObject({ name: "ann", role: "operator", from: "user", csrf_token: expect.any(String) });
  expect(answer.body).not.toContain(answer.cookies[0]?.value);
  const session = await send("GET", "/session", { headers: { cookie: cookieOf(answer) } });
  expect(session.json()).toEqual(answer.json());
  expect(session.json().may).toContain("replay");
  expect(session.json().may).not.toContain("edit");
});

test("what changes something must repeat the token of the session in a header", async () => {
  const { logIn, send } = await openWithUser("administrator");
  const login = await logIn();
  const cookie = cookieOf(login);
  const { csrf_token: token } = login.json();
  const { csrf_token: other } = (await logIn()).json();
  const create = (headers: Record<string, string>) =>
    send("POST", "/tokens", { headers: { cookie, ...headers }, body: { name: "ci", role: "viewer" } });
  for (const headers of [{}, { "x-csrf-token": "" }, { "x-csrf-token": other }, { "x-csrf-token": `${token}x` }]) {
    const answer = await create(headers);
    expect([answer.statusCode, answer.json().code]).toEqual([403, "foreign_request"]);
  }
  expect((await create({ "x-csrf-token": token })).statusCode).toBe(200);
});

test("a role that is too low is refused by session as by token, and a new role holds at once", async () => {
  const { logIn, send, host } = await openWithUser("viewer");
  const headers = { cookie: cookieOf(await logIn()) };
  expect((await send("GET", "/applications", { headers })).statusCode).toBe(200);
  const refused = await send("GET", "/tokens", { headers });
  expect([refused.statusCode, refused.json().details]).toEqual([403, { needed: "administrator", role: "viewer" }]);
  await host.services.access.users.setRole("ann", "administrator");
  expect((await send("GET", "/tokens", { headers })).statusCode).toBe(200);
});

test("a session that expired, was logged out or never was is refused", async () => {
  const { logIn, send, clock } = await openWithUser("viewer");
  const first = { cookie: cookieOf(await logIn()) };
  clock.advance(12 * hour);
  const expired = await send("GET", "/session", { headers: first });
  expect([expired.statusCode, expired.json().detail]).toEqual([401, "The session has ended. Log in again."]);
  const login = await logIn();
  const second = { cookie: cookieOf(login), "x-csrf-token": login.json().csrf_token };
  const out = await send("POST", "/logout", { headers: second });
  expect([out.json(), out.cookies[0]?.value]).toEqual([{ ended: true }, ""]);
  expect((await send("GET", "/session", { headers: second })).statusCode).toBe(401);
  const invented = { cookie: `${login.cookies[0]?.name}=${"A".repeat(43)}` };
  expect((await send("GET", "/session", { headers: invented })).statusCode).toBe(401);
});

test("a wrong token is refused, whatever cookie comes along", async () => {
  const { logIn, send } = await openWithUser("administrator");
  const cookie = cookieOf(await logIn());
  for (const authorization of ["Bearer nobody", "Basic YW5uOmFubg==", ""]) {
    expect((await send("GET", "/about", { headers: { cookie, authorization } })).statusCode).toBe(401);
  }
});

test("a wrong name, password or code look the same, and a needed code is asked for", async () => {
  const { logIn, host, clock } = await openWithUser("viewer");
  const { secondFactors } = host.services.access;
  const { secret } = await secondFactors.propose("ann");
  const codeNow = () => generate({ secret, epoch: clock.now() / 1000 });
  await secondFactors.confirm("ann", await codeNow());
  clock.advance(30_000);
  const refusals = [await logIn({ user: "amy" }), await logIn({ password: "wrong" }), await logIn({ code: "000000" })];
  expect(new Set(refusals.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
  expect(refusals[0]?.statusCode).toBe(401);
  expect(refusals.flatMap(({ cookies }) => cookies)).toEqual([]);
  const asked = await logIn();
  expect([asked.statusCode, asked.json().code]).toEqual([401, "second_factor_needed"]);
  const code = await codeNow();
  expect((await logIn({ code })).statusCode).toBe(200);
  expect((await logIn({ code })).statusCode).toBe(401);
});

test("too many attempts are refused for a while, also with the right password", async () => {
  const { logIn, clock } = await openWithUser("viewer");
  for (let n = 0; n < 10; n += 1) expect((await logIn({ password: `guess ${n}` })).statusCode).toBe(401);
  const refused = await logIn();
  expect([refused.statusCode, refused.headers["retry-after"], refused.json().code]).toEqual([
    429,
    "60",
    "too_many_attempts",
  ]);
  clock.advance(60_000);
  expect((await logIn()).statusCode).toBe(200);
});

test("neither an answer nor an error repeats a password", async () => {
  const { logIn, send } = await openWithUser("administrator");
  const login = await logIn();
  const headers = { cookie: cookieOf(login), "x-csrf-token": login.json().csrf_token };
  const body = { owner: "bob", role: "viewer", password: `${goodPassword}!` };
  const answers = [
    login,
    await logIn({ password: `${goodPassword}!`, more: 1 }),
    await send("POST", "/roles/owner", { headers, body }),
    await send("POST", "/roles/owner", { headers, body }),
    await send("GET", "/roles/owner", { headers }),
  ];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 400, 200, 409, 200]);
  for (const answer of answers) expect(answer.body).not.toContain(goodPassword);
});

test("an open code logs a browser in once and within 60 s, as who made it", async () => {
  const { send, clock, host } = await openWithUser("viewer");
  const authorization = `Bearer ${await host.services.tokens.create({ name: "ci", role: "operator" })}`;
  const make = async (): Promise<string> => {
    const answer = await send("POST", "/open", { headers: { authorization } });
    return answer.json().path;
  };
  const path = await make();
  // Where no server sees it.
  expect(path).toMatch(/^\/#open=[\w-]{43}$/);
  const exchange = (from: string) => send("GET", from.replace("/#open=", "/open?code="));
  const opened = await exchange(path);
  expect([opened.statusCode, opened.json()]).toEqual([200, expect.objectContaining({ name: "ci", role: "operator" })]);
  expect(opened.headers["cache-control"]).toBe("no-store");
  const session = await send("GET", "/session", { headers: { cookie: cookieOf(opened) } });
  expect(session.json()).toMatchObject({ name: "ci", role: "operator", from: "token" });

  const replayed = await exchange(path);
  expect([replayed.statusCode, replayed.cookies, replayed.json().code]).toEqual([401, [], "not_authenticated"]);
  const late = await make();
  clock.advance(60_000);
  expect((await exchange(late)).statusCode).toBe(401);
  await host.services.tokens.revoke("ci");
  expect((await send("GET", "/session", { headers: { cookie: cookieOf(opened) } })).statusCode).toBe(401);
});
