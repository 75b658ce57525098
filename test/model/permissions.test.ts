import { expect, test } from "vitest";
import { assertMay, permissionsOf } from "../../core/model/permissions.ts";
import { roles } from "../../core/model/roles.ts";

test("each role may all that the ones before it may, and more", () => {
  for (const [index, role] of roles.entries()) {
    const earlier = roles[index - 1];
    if (earlier === undefined) continue;
    const before = permissionsOf(earlier);
    expect(permissionsOf(role)).toEqual(expect.arrayContaining(before));
    expect(permissionsOf(role).length).toBeGreaterThan(before.length);
  }
});

test("an operator runs, replays and revokes, and neither edits nor sets code", () => {
  const ann = { name: "ann", role: "operator" } as const;
  for (const permission of ["read", "run", "replay", "revoke"] as const)
    expect(() => assertMay(ann, permission)).not.toThrow();
  for (const permission of ["edit", "runStep", "setCode", "chooseConfiguration"] as const) {
    expect(() => assertMay(ann, permission)).toThrow(
      expect.objectContaining({
        code: "not_allowed",
        message: "This needs the role developer; ann has the role operator.",
      }),
    );
  }
  expect(() => assertMay({ name: "bob", role: "developer" }, "administer")).toThrow("needs the role administrator");
});
