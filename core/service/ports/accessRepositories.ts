import type { Role } from "../../model/roles.ts";

export interface TokenRecord {
  name: string;
  role: Role;
  createdAt: number;
}

/** Bearer tokens, only as digests. */
export interface TokenRepository {
  /** By name. */
  list(): TokenRecord[];
  findByDigest(digest: string): TokenRecord | undefined;
  /** Rejects `already_exists`. */
  add(token: TokenRecord & { digest: string }): Promise<void>;
  /** Ends the sessions that it opened, too. */
  delete(name: string): Promise<boolean>;
}
