import { expect, test } from "vitest";
import { computerIdentity } from "../../../core/service/access/Identity.ts";
import { goodPassword, openTestAccess } from "./openTestAccess.ts";

const hour = 3_600_000;
const ann = { name: "ann", role: "developer", from: "user" } as const;

async function openWithAnn() {
  const access = await openTestAccess();
  await access.users.add({ name: "ann", role: "developer", password: goodPassword });
  return access;
}

test("a session is known by its id alone, which the store does not hold", async () => {
  const { sessions, store } = await openWithAnn();
  const id = await sessions.open(ann);
  const found = await sessions.find(id);
  expect(found).toMatchObject({ identity: ann, csrfToken: expect.stringMatching(/^[\w-]{43}$/) });
  expect(found?.csrfToken).not.toBe((await sessions.find(await sessions.open(ann)))?.csrfToken);
  expect(store.sessions.find(id)).toBeUndefined();
  expect(store.sessions.find(found?.digest ?? "")).toBeDefined();
  for (const wrong of ["", found?.digest ?? "", `${id}x`, "x".repeat(1_000_000)]) {
    expect(await sessions.find(wrong)).toBeUndefined();
  }
});

test("a session ends when it rests for 12 hours, and after 7 days however busy", async () => {
  const { sessions, clock } = await openWithAnn();
  const idle = await sessions.open(ann);
  clock.advance(12 * hour - 1);
  expect(await sessions.find(idle)).toBeDefined();
  clock.advance(12 * hour);
  expect(await sessions.find(idle)).toBeUndefined();

  const busy = await sessions.open(ann);
  for (let hours = 0; hours < 7 * 24 - 6; hours += 6) {
    expect(await sessions.find(busy)).toBeDefined();
    clock.advance(6 * hour);
  }
  expect(await sessions.find(busy)).toBeDefined();
  clock.advance(6 * hour);
  expect(await sessions.find(busy)).toBeUndefined();
});

test("what ended is deleted by the next login", async () => {
  const { sessions, store, clock, ports } = await openWithAnn();
  const old = await sessions.open(ann);
  clock.advance(13 * hour);
  await sessions.open(ann);
  expect(store.sessions.find(ports.digests.digest(old))).toBeUndefined();
});

test("a role holds at once; a removed user, a new password and a revoked token end sessions", async () => {
  const { sessions, users, tokens } = await openWithAnn();
  const first = await sessions.open(ann);
  const second = await sessions.open(ann);
  await users.setRole("ann", "viewer");
  const kept = await sessions.find(first);
  expect(kept?.identity.role).toBe("viewer");
  await users.setPassword("ann", `${goodPassword}!`, { except: kept?.digest ?? "" });
  expect([await sessions.find(first), await sessions.find(second)]).toEqual([kept, undefined]);
  await users.setPassword("ann", goodPassword);
  expect(await sessions.find(first)).toBeUndefined();

  const last = await sessions.open(ann);
  await users.remove("ann");
  expect(await sessions.find(last)).toBeUndefined();
  await expect(sessions.open(ann)).rejects.toMatchObject({ code: "not_authenticated" });

  await tokens.create({ name: "ci", role: "operator" });
  const ofToken = await sessions.open({ name: "ci", role: "operator", from: "token" });
  expect((await sessions.find(ofToken))?.identity).toEqual({ name: "ci", role: "operator", from: "token" });
  await tokens.revoke("ci");
  expect(await sessions.find(ofToken)).toBeUndefined();
});

test("a session that is logged out is gone; that of the computer's owner lives as others do", async () => {
  const { sessions } = await openWithAnn();
  const id = await sessions.open(computerIdentity);
  const found = await sessions.find(id);
  expect(found?.identity).toEqual(computerIdentity);
  await sessions.end(found?.digest ?? "");
  expect(await sessions.find(id)).toBeUndefined();
});

test("an open code is exchanged once and within 60 s", async () => {
  const { openCodes, clock } = await openWithAnn();
  const { code, expiresAt } = openCodes.create(computerIdentity);
  expect(expiresAt).toBe(clock.now() + 60_000);
  expect([openCodes.redeem("x"), openCodes.redeem(code), openCodes.redeem(code)]).toEqual([
    undefined,
    computerIdentity,
    undefined,
  ]);
  const late = openCodes.create(ann).code;
  clock.advance(60_000);
  expect(openCodes.redeem(late)).toBeUndefined();
  const codes = Array.from({ length: 101 }, () => openCodes.create(ann).code);
  expect(openCodes.redeem(codes[0] ?? "")).toBeUndefined();
  expect(openCodes.redeem(codes[1] ?? "")).toEqual(ann);
});
