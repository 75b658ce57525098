import type { Role } from "../../model/roles.ts";

export interface TokenRecord {
  name: string;
  role: Role;
  createdAt: number;
  /** Whose it is; it goes with the user. undefined = it stands for itself. */
  user?: string;
}

/** Bearer tokens, only as digests. */
export interface TokenRepository {
  /** By name. */
  list(): TokenRecord[];
  find(name: string): TokenRecord | undefined;
  findByDigest(digest: string): TokenRecord | undefined;
  /** Rejects `already_exists`. */
  add(token: TokenRecord & { digest: string }): Promise<void>;
  /** With its settings; ends the sessions that it opened, too. */
  delete(name: string): Promise<boolean>;
}

export interface UserRecord {
  name: string;
  role: Role;
  createdAt: number;
  /** The hash of the password; undefined = cannot log in. */
  password: string | undefined;
  /** Ciphertext of the secret of the second factor that logins ask for. */
  factor: string | undefined;
  /** Ciphertext of one that waits for its first code. */
  proposedFactor: string | undefined;
  /** Newest time step whose code was used; 0 = none. */
  factorStep: number;
}

/** Accounts with their second factors. What changes nothing because there is no such user resolves with false. */
export interface UserRepository {
  /** By name. */
  list(): UserRecord[];
  find(name: string): UserRecord | undefined;
  /** Rejects `already_exists`. */
  add(user: Pick<UserRecord, "name" | "role" | "createdAt" | "password">): Promise<void>;
  setRole(name: string, role: Role): Promise<boolean>;
  /** `endSessions`: all of the user, but for the one of this digest. */
  setPassword(
    name: string,
    change: { password: string; endSessions?: { except: string | undefined } },
  ): Promise<boolean>;
  /** With the settings; ends the sessions, too. */
  delete(name: string): Promise<boolean>;
  proposeFactor(name: string, cipher: string): Promise<boolean>;
  /** Makes the proposed factor the one of logins. Rejects `changed_meanwhile`. */
  enableFactor(name: string, factor: { cipher: string; step: number; recoveryCodes: string[] }): Promise<void>;
  /** With its recovery codes. */
  disableFactor(name: string): Promise<boolean>;
  /** Uses a time step up; false = it or a later one was used. */
  spendStep(name: string, step: number): Promise<boolean>;
  /** Uses a recovery code up; false = there is none of this digest. */
  spendRecoveryCode(name: string, digest: string): Promise<boolean>;
  /** Instead of all before; false = there is no second factor they could stand in for. */
  replaceRecoveryCodes(name: string, digests: string[]): Promise<boolean>;
  countRecoveryCodes(name: string): number;
}

export interface SessionRecord {
  /** Who logged in; neither user nor token = the owner of the data folder. */
  user: string | undefined;
  token: string | undefined;
  createdAt: number;
  usedAt: number;
}

/** Browsers that are logged in, by the digest of their id. */
export interface SessionRepository {
  find(digest: string): SessionRecord | undefined;
  add(digest: string, session: Omit<SessionRecord, "usedAt">): Promise<void>;
  touch(digest: string, now: number): Promise<void>;
  delete(digest: string): Promise<boolean>;
  /** Deletes those last used or made before. */
  prune(before: { usedAt: number; createdAt: number }): Promise<void>;
}
