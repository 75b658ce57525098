import { expect, test } from "vitest";
import { goodPassword, openTestAccess } from "./openTestAccess.ts";

test("a user has a name, a role and a password that nothing shows", async () => {
  const { users, store } = await openTestAccess();
  await users.add({ name: "ann@example.org", role: "developer", password: goodPassword });
  expect(users.list()).toEqual([
    {
      name: "ann@example.org",
      role: "developer",
      hasPassword: true,
      hasSecondFactor: false,
      createdAt: expect.any(Number),
    },
  ]);
  expect(store.users.find("ann@example.org")?.password).toMatch(/^\$scrypt\$ln=10,r=8,p=1\$/);
  await users.setRole("ann@example.org", "viewer");
  expect(users.get("ann@example.org").role).toBe("viewer");
  await users.remove("ann@example.org");
  expect(users.list()).toEqual([]);
});

test("names, passwords and unknown users are refused with what to do", async () => {
  const { users } = await openTestAccess();
  await users.add({ name: "ann", role: "viewer" });
  await expect(users.add({ name: "ann", role: "viewer" })).rejects.toMatchObject({ code: "already_exists" });
  for (const name of ["", "a b", "local", "../x", "ann\n"]) {
    await expect(users.add({ name, role: "viewer" })).rejects.toMatchObject({ code: "wrong_use" });
  }
  for (const password of ["", "eleven char", "x".repeat(1025)]) {
    await expect(users.setPassword("ann", password)).rejects.toMatchObject({ code: "wrong_use" });
  }
  for (const change of [
    () => users.setRole("anm", "viewer"),
    () => users.setPassword("anm", goodPassword),
    () => users.remove("anm"),
  ]) {
    await expect(change()).rejects.toMatchObject({ code: "not_found", message: expect.stringContaining('"ann"?') });
  }
});

test("only an administrator with a password can take care of the others", async () => {
  const { users } = await openTestAccess();
  await users.add({ name: "dev", role: "developer", password: goodPassword });
  await users.add({ name: "boss", role: "administrator" });
  expect(users.hasAdministrator()).toBe(false);
  await users.setPassword("boss", goodPassword);
  expect(users.hasAdministrator()).toBe(true);
});
