import { join } from "node:path";
import { expect, test } from "vitest";
import { tempFolder } from "../../support/tempFolder.ts";
import { openTestHost } from "../openTestHost.ts";

test("a token is shown once, works until it is revoked, and only its digest is stored", async () => {
  const { services, store } = await openTestHost();
  const token = await services.tokens.create({ name: "ci", role: "operator" });
  expect(token).toMatch(/^sluice_[A-Za-z0-9_-]{43}$/);
  expect(services.tokens.verify(token)).toEqual({ name: "ci", role: "operator", from: "token" });
  expect(services.tokens.list()).toEqual([{ name: "ci", role: "operator", createdAt: expect.any(Number) }]);
  expect(JSON.stringify(store.tokens.list())).not.toContain(token);
  await services.tokens.revoke("ci");
  expect(services.tokens.verify(token)).toBeUndefined();
});

test("nothing but a whole token is one", async () => {
  const { services } = await openTestHost();
  const token = await services.tokens.create({ name: "ci", role: "viewer" });
  for (const wrong of ["", "sluice_", token.slice(0, -1), `${token}A`, token.toUpperCase(), ` ${token}`]) {
    expect(services.tokens.verify(wrong)).toBeUndefined();
  }
});

test("two tokens never share a name, and names are checked", async () => {
  const { services } = await openTestHost();
  const first = await services.tokens.create({ name: "ci", role: "viewer" });
  await expect(services.tokens.create({ name: "ci", role: "administrator" })).rejects.toMatchObject({
    code: "already_exists",
  });
  expect(services.tokens.verify(first)).toMatchObject({ role: "viewer" });
  await expect(services.tokens.create({ name: "a b", role: "viewer" })).rejects.toMatchObject({ code: "wrong_use" });
  await expect(services.tokens.revoke("cj")).rejects.toMatchObject({
    code: "not_found",
    message: expect.stringContaining('Did you mean "ci"?'),
  });
});

test("the first token is made once for a data folder, also when it was revoked since", async () => {
  const dataFolder = join(tempFolder(), "data");
  const kept: string[] = [];
  const first = await openTestHost({ dataFolder });
  expect(await first.services.tokens.createFirst((token) => kept.push(token))).toBe(true);
  expect(first.services.tokens.verify(kept[0] ?? "")).toMatchObject({ role: "administrator" });
  await first.services.tokens.revoke("first");
  await first.close();
  const second = await openTestHost({ dataFolder });
  expect(await second.services.tokens.createFirst((token) => kept.push(token))).toBe(false);
  expect(kept).toHaveLength(1);
});

test("a first token that could not be kept is not valid, and the next start tries again", async () => {
  const { services } = await openTestHost();
  const fail = () => {
    throw new Error("the disk is full");
  };
  await expect(services.tokens.createFirst(fail)).rejects.toThrow("the disk is full");
  expect(services.tokens.list()).toEqual([]);
  expect(await services.tokens.createFirst(() => {})).toBe(true);
});

test("a token of a user has what the user has, may do no more, and goes with the user", async () => {
  const { services } = await openTestHost();
  const { tokens, access } = services;
  await expect(tokens.create({ name: "laptop", role: "viewer", user: "ann" })).rejects.toMatchObject({
    code: "not_found",
  });
  await access.users.add({ name: "ann", role: "developer" });
  const token = await tokens.create({ name: "laptop", role: "developer", user: "ann" });
  expect(tokens.verify(token)).toEqual({ name: "laptop", role: "developer", user: "ann", from: "token" });
  expect(tokens.list()).toEqual([{ name: "laptop", role: "developer", user: "ann", createdAt: expect.any(Number) }]);
  const session = await access.sessions.open({ name: "laptop", role: "developer", user: "ann", from: "token" });
  await access.users.setRole("ann", "viewer");
  expect(tokens.verify(token)).toMatchObject({ role: "viewer" });
  expect((await access.sessions.find(session))?.identity).toMatchObject({ user: "ann", role: "viewer" });
  await access.users.setRole("ann", "administrator");
  expect(tokens.verify(token)).toMatchObject({ role: "developer" });
  await access.users.remove("ann");
  expect([tokens.verify(token), tokens.list()]).toEqual([undefined, []]);
  expect(await access.sessions.find(session)).toBeUndefined();
});
