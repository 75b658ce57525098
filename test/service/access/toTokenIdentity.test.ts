import { expect, test } from "vitest";
import type { Role } from "../../../core/model/roles.ts";
import { toTokenIdentity } from "../../../core/service/access/toTokenIdentity.ts";
import type { UserRecord } from "../../../core/service/ports/accessRepositories.ts";

const usersWith = (role: Role | undefined) => ({
  find: () => (role === undefined ? undefined : ({ role } as UserRecord)),
});

test.each([
  ["viewer", "developer", "viewer"],
  ["developer", "operator", "operator"],
  ["administrator", "administrator", "administrator"],
  ["viewer", undefined, undefined],
] as const)("a token of the role %s of a user of the role %s acts as %s", (role, ofUser, expected) => {
  const identity = toTokenIdentity({ name: "t", role, user: "ann", createdAt: 0 }, usersWith(ofUser));
  expect(identity?.role).toBe(expected);
});

test("a token of nobody keeps its role", () => {
  expect(toTokenIdentity({ name: "t", role: "operator", createdAt: 0 }, usersWith(undefined))).toEqual({
    name: "t",
    role: "operator",
    from: "token",
  });
});
