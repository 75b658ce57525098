import type { Role } from "../../model/roles.ts";

/** Who asks. */
export interface Identity {
  /** Name of the user or of the token. */
  name: string;
  role: Role;
  /** Whose the token is, when it is that of a user. */
  user?: string;
  /** What says so: an account, a token, or the files of the data folder, which only their owner can read. */
  from: "user" | "token" | "computer";
}

/** Whoever can read the files of the data folder may do everything with it anyway. */
export const computerIdentity: Identity = { name: "this computer's user", role: "administrator", from: "computer" };
