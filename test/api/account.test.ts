import { generate } from "otplib";
import { expect, test } from "vitest";
import { cookieOf, goodPassword, openWithUser } from "./signedIn.ts";

const password = goodPassword;
const next = "another horse battery";

async function open() {
  const opened = await openWithUser("viewer");
  const login = await opened.logIn();
  const headers = { cookie: cookieOf(login), "x-csrf-token": login.json().csrf_token as string };
  const ask = (method: "GET" | "POST", path: string, body?: object) =>
    opened.send(method, `/account${path}`, { headers, ...(body === undefined ? {} : { body }) });
  return { ...opened, headers, ask };
}

test("a user changes the own password; other sessions end, this one goes on", async () => {
  const { ask, logIn, send, headers } = await open();
  const other = cookieOf(await logIn());
  const wrong = await ask("POST", "/password", { password: next, new_password: next });
  expect([wrong.statusCode, wrong.json().detail]).toEqual([403, "The password is wrong."]);
  expect((await ask("POST", "/password", { password, new_password: "short" })).statusCode).toBe(400);
  expect((await ask("POST", "/password", { password, new_password: next })).json()).toEqual({ changed: true });
  expect((await send("GET", "/session", { headers })).statusCode).toBe(200);
  expect((await send("GET", "/session", { headers: { cookie: other } })).statusCode).toBe(401);
  expect((await logIn()).statusCode).toBe(401);
  expect((await logIn({ password: next })).statusCode).toBe(200);
});

test("a user sets a second factor up, renews its recovery codes and removes it, with the password each time", async () => {
  const { ask, logIn, clock } = await open();
  const account = { name: "ann", has_second_factor: false, recovery_codes: 0 };
  expect((await ask("GET", "")).json()).toEqual(account);
  for (const path of ["/second-factor", "/second-factor/remove", "/recovery-codes"]) {
    expect((await ask("POST", path, { password: next })).statusCode).toBe(403);
    expect((await ask("POST", path, {})).statusCode).toBe(400);
  }
  expect((await ask("POST", "/recovery-codes", { password })).statusCode).toBe(404);
  const proposed = await ask("POST", "/second-factor", { password });
  expect(proposed.headers["cache-control"]).toBe("no-store");
  const { secret, address } = proposed.json();
  expect(address).toContain("otpauth://totp/");
  expect((await logIn()).statusCode).toBe(200);
  const code = () => generate({ secret, epoch: clock.now() / 1000 });
  expect((await ask("POST", "/second-factor/confirm", { code: "000000" })).statusCode).toBe(400);
  const first = (await ask("POST", "/second-factor/confirm", { code: await code() })).json().recovery_codes;
  expect([first.length, (await logIn()).json().code]).toEqual([10, "second_factor_needed"]);
  expect((await ask("GET", "")).json()).toEqual({ ...account, has_second_factor: true, recovery_codes: 10 });

  const second = (await ask("POST", "/recovery-codes", { password })).json().recovery_codes;
  expect((await logIn({ code: first[0] })).statusCode).toBe(401);
  expect((await logIn({ code: second[0] })).statusCode).toBe(200);
  expect((await ask("GET", "")).json().recovery_codes).toBe(9);
  expect((await ask("POST", "/second-factor/remove", { password })).json()).toEqual({ removed: true });
  expect((await logIn()).statusCode).toBe(200);
  expect((await ask("GET", "")).json()).toEqual(account);
});

test("guesses of the password are counted like logins", async () => {
  const { ask } = await open();
  const statuses: number[] = [];
  for (let guess = 0; guess < 12; guess += 1) {
    statuses.push((await ask("POST", "/password", { password: `guess ${guess}`, new_password: next })).statusCode);
  }
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(403));
  expect(statuses.at(-1)).toBe(429);
});

test("a token has no account", async () => {
  const { host, send } = await open();
  const headers = { authorization: `Bearer ${await host.services.tokens.create({ name: "ann", role: "viewer" })}` };
  expect((await send("GET", "/account", { headers })).statusCode).toBe(403);
  const body = { password, new_password: next };
  expect((await send("POST", "/account/password", { headers, body })).statusCode).toBe(403);
});
