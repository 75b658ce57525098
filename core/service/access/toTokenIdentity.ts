import { includesRole } from "../../model/roles.ts";
import type { TokenRecord, UserRepository } from "../ports/accessRepositories.ts";
import type { Identity } from "./Identity.ts";

/** Who asks with a token. That of a user may do no more than its user; undefined = the user is gone. */
export function toTokenIdentity(
  { name, role, user }: TokenRecord,
  users: Pick<UserRepository, "find">,
): Identity | undefined {
  if (user === undefined) return { name, role, from: "token" };
  const owner = users.find(user);
  return owner && { name, role: includesRole(owner.role, role) ? role : owner.role, user, from: "token" };
}
