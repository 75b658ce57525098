import { SluiceError } from "../base/SluiceError.ts";
import { type Role, roles } from "./roles.ts";

/** What each role may beyond the roles before it. */
const grants = {
  viewer: ["read"],
  operator: ["run", "replay", "revoke"],
  developer: ["edit", "runStep", "setCode", "chooseConfiguration", "readCache"],
  administrator: ["administer"],
} as const satisfies Record<Role, readonly string[]>;

export type Permission = (typeof grants)[Role][number];

/** Everything a role may, from the least to the most. */
export function permissionsOf(role: Role): Permission[] {
  return roles.slice(0, roles.indexOf(role) + 1).flatMap((name): readonly Permission[] => grants[name]);
}

/** Throws `not_allowed`, naming the role that may. */
export function assertMay({ name, role }: { name: string; role: Role }, permission: Permission): void {
  if (permissionsOf(role).includes(permission)) return;
  const needed = roles.find((candidate) => permissionsOf(candidate).includes(permission));
  throw new SluiceError("not_allowed", `This needs the role ${needed}; ${name} has the role ${role}.`, {
    details: { needed, role, permission },
  });
}
