import { generate } from "otplib";
import { expect, test } from "vitest";
import { goodPassword, openTestAccess } from "./openTestAccess.ts";

const peer = "192.0.2.1";

async function openWithAnn(options: Parameters<typeof openTestAccess>[0] = {}) {
  const access = await openTestAccess(options);
  await access.users.add({ name: "ann", role: "developer", password: goodPassword });
  const logIn = (given: { user?: string; password?: string; code?: string; peer?: string } = {}) =>
    access.logins.logIn({ user: "ann", password: goodPassword, peer, ...given });
  return { ...access, logIn };
}

async function withFactor() {
  const access = await openWithAnn();
  const { secret } = await access.secondFactors.propose("ann");
  const codeNow = () => generate({ secret, epoch: access.clock.now() / 1000 });
  const recovery = await access.secondFactors.confirm("ann", await codeNow());
  access.clock.advance(30_000);
  return { ...access, secret, codeNow, recovery };
}

test("the right password is let in; all that is wrong looks the same", async () => {
  const { logIn, users } = await openWithAnn();
  await users.add({ name: "nobody", role: "administrator" });
  expect(await logIn()).toEqual({ name: "ann", role: "developer", from: "user" });
  const refusals = await Promise.all(
    [{ password: "wrong" }, { user: "amy" }, { user: "nobody" }, { user: "ANN" }, { password: "" }].map((given) =>
      logIn(given).then(
        () => "let in",
        (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
      ),
    ),
  );
  expect(new Set(refusals)).toEqual(new Set(["not_authenticated: The name, the password or the code is wrong."]));
});

test("an account may be tried ten times, then once a minute, from everywhere together", async () => {
  const { logIn, clock } = await openWithAnn();
  const tries = Array.from({ length: 12 }, (_, n) => logIn({ password: "wrong", peer: `192.0.2.${n}` }));
  const codes = (await Promise.allSettled(tries)).map((end) => end.status === "rejected" && end.reason.code);
  expect(codes).toEqual([...Array(10).fill("not_authenticated"), "too_many_attempts", "too_many_attempts"]);
  await expect(logIn({ peer: "198.51.100.7" })).rejects.toMatchObject({
    code: "too_many_attempts",
    details: { retryAfter: 60 },
  });
  clock.advance(60_000);
  expect(await logIn({ peer: "198.51.100.7" })).toMatchObject({ name: "ann" });
});

test("a peer may try twenty times, whatever the names; a network of IPv6 is one peer", async () => {
  const { logIn } = await openWithAnn();
  const guess = (n: number, from: string) =>
    logIn({ user: `user${n}`, password: "wrong", peer: from }).catch((error: { code: string }) => error.code);
  for (const from of ["203.0.113.9", "2001:db8:0:1::"]) {
    for (let n = 0; n < 20; n += 1) {
      expect(await guess(n, from.endsWith("::") ? `${from}${n + 1}` : from)).toBe("not_authenticated");
    }
  }
  expect(await guess(1, "::ffff:203.0.113.9")).toBe("too_many_attempts");
  expect(await guess(1, "2001:db8:0:1:ffff::1")).toBe("too_many_attempts");
  expect(await guess(1, "2001:db8:0:2::1")).toBe("not_authenticated");
});

test("who logs in rightly is never held up", async () => {
  const { logIn } = await openWithAnn();
  for (let n = 0; n < 25; n += 1) expect(await logIn()).toMatchObject({ name: "ann" });
});

test("a hash of older parameters is renewed by the login, and sessions go on", async () => {
  const old = await openWithAnn({ cost: { ln: 9, r: 8, p: 1 } });
  const session = await old.sessions.open(await old.logIn());
  const { createPasswordHasher } = await import("../../../core/crypto/createPasswordHasher.ts");
  const { createAccess } = await import("../../../core/service/access/createAccess.ts");
  const now = createAccess({ ...old.ports, passwords: createPasswordHasher({ ln: 10, r: 8, p: 1 }) });
  await now.logins.logIn({ user: "ann", password: goodPassword, peer });
  expect(old.store.users.find("ann")?.password).toMatch(/^\$scrypt\$ln=10/);
  expect(await now.sessions.find(session)).toBeDefined();
  expect(await now.logins.logIn({ user: "ann", password: goodPassword, peer })).toMatchObject({ name: "ann" });
});

test("a second factor counts once its first code came, and its secret is stored encrypted", async () => {
  const { logIn, secondFactors, users, store, clock } = await openWithAnn();
  const { secret, address } = await secondFactors.propose("ann");
  expect(address).toContain(`secret=${secret}`);
  expect(await logIn()).toMatchObject({ name: "ann" });
  await expect(secondFactors.confirm("ann", "000000")).rejects.toMatchObject({ code: "wrong_use" });
  const recovery = await secondFactors.confirm("ann", await generate({ secret, epoch: clock.now() / 1000 }));
  expect(recovery).toHaveLength(10);
  expect(users.get("ann").hasSecondFactor).toBe(true);
  expect(JSON.stringify(store.users.list())).not.toContain(secret);
  await expect(logIn()).rejects.toMatchObject({ code: "second_factor_needed" });
  await expect(logIn({ password: "wrong" })).rejects.toMatchObject({ code: "not_authenticated" });
  await expect(secondFactors.propose("ann")).rejects.toMatchObject({ code: "already_exists" });
});

test("a code is good once: neither again, nor an earlier one, nor twice at the same time", async () => {
  const { logIn, codeNow, clock, secret } = await withFactor();
  const code = await codeNow();
  const both = await Promise.allSettled([logIn({ code }), logIn({ code: ` ${code.slice(0, 3)} ${code.slice(3)}` })]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(logIn({ code })).rejects.toMatchObject({ code: "not_authenticated" });
  const earlier = await generate({ secret, epoch: clock.now() / 1000 - 30 });
  await expect(logIn({ code: earlier })).rejects.toMatchObject({ code: "not_authenticated" });
  clock.advance(30_000);
  expect(await logIn({ code: await codeNow() })).toMatchObject({ name: "ann" });
});

test("each recovery code replaces the app once, and goes with the second factor", async () => {
  const { logIn, secondFactors, recovery, store } = await withFactor();
  const [first = "", second = ""] = recovery;
  expect(first).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
  expect(await logIn({ code: first.toUpperCase().replaceAll("-", " ") })).toMatchObject({ name: "ann" });
  await expect(logIn({ code: first })).rejects.toMatchObject({ code: "not_authenticated" });
  expect(secondFactors.countRecoveryCodes("ann")).toBe(9);
  await secondFactors.remove("ann");
  expect(await logIn({ code: second })).toMatchObject({ name: "ann" });
  expect(store.users.countRecoveryCodes("ann")).toBe(0);
  await expect(secondFactors.remove("ann")).rejects.toMatchObject({ code: "not_found" });
});

test("guesses of codes are counted as those of passwords are", async () => {
  const { logIn } = await withFactor();
  const codes = [];
  for (let n = 0; n < 11; n += 1) codes.push(await logIn({ code: `00000${n % 10}` }).catch(({ code }) => code));
  expect(codes.at(-1)).toBe("too_many_attempts");
});
