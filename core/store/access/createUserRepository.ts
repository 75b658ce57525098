import { SluiceError } from "../../base/SluiceError.ts";
import type { UserRecord, UserRepository } from "../../service/ports/accessRepositories.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";
import { isCiphertext } from "../vault/createVault.ts";
import type { Write } from "../writer/writeStatements.ts";

type Row = { [K in keyof UserRecord]: Exclude<UserRecord[K], undefined> | null };

/** Accounts; passwords as hashes, second factors as ciphertext, recovery codes as digests. */
export function createUserRepository(parts: { connection: Connection; writer: StoreWriter }): UserRepository {
  const { connection, writer } = parts;
  const columns = `name, role, created_at AS createdAt, password, factor, proposed_factor AS proposedFactor,
    factor_step AS factorStep`;
  const all = lazyStatement(connection, `SELECT ${columns} FROM users ORDER BY name`);
  const one = lazyStatement(connection, `SELECT ${columns} FROM users WHERE name = ?`);
  const codes = lazyStatement(connection, "SELECT count(*) AS count FROM recovery_codes WHERE user = ?");
  const change = async (...writes: [Write, ...Write[]]): Promise<boolean> => {
    const { changes } = await writer.write(writes);
    return changes[0] === 1;
  };
  return {
    list: () => (all().all() as Row[]).map(toRecord),
    find(name) {
      const row = one().get(name) as Row | undefined;
      return row && toRecord(row);
    },
    async add({ name, role, createdAt, password }) {
      if (await change(["user.add", name, role, createdAt, password ?? null])) return;
      throw new SluiceError("already_exists", `There is a user "${name}".`, { details: { name } });
    },
    setRole: (name, role) => change(["user.setRole", name, role]),
    setPassword: (name, { password, endSessions }) =>
      endSessions === undefined
        ? change(["user.setPassword", name, password])
        : change(["user.setPassword", name, password], ["sessions.deleteOfUser", name, endSessions.except ?? null]),
    delete: (name) => change(["user.delete", name], ["userSettings.deleteOfUser", name]),
    proposeFactor: async (name, cipher) => change(["user.proposeFactor", name, assertCiphertext(cipher)]),
    async enableFactor(name, { cipher, step, recoveryCodes }) {
      await writer.write([
        ["user.enableFactor", name, assertCiphertext(cipher), step],
        ["recoveryCodes.delete", name],
        ...recoveryCodes.map((digest): Write => ["recoveryCode.add", name, digest]),
      ]);
    },
    disableFactor: (name) => change(["user.disableFactor", name], ["recoveryCodes.delete", name]),
    spendStep: (name, step) => change(["user.spendStep", name, step]),
    spendRecoveryCode: (name, digest) => change(["recoveryCode.spend", name, digest]),
    async replaceRecoveryCodes(name, digests) {
      const { changes } = await writer.write([
        ["recoveryCodes.delete", name],
        ...digests.map((digest): Write => ["recoveryCode.renew", name, digest]),
      ]);
      return changes.at(-1) === 1;
    },
    countRecoveryCodes: (name) => (codes().get(name) as { count: number }).count,
  };
}

function toRecord({ password, factor, proposedFactor, ...rest }: Row): UserRecord {
  return {
    ...(rest as Pick<UserRecord, "name" | "role" | "createdAt" | "factorStep">),
    password: password ?? undefined,
    factor: factor ?? undefined,
    proposedFactor: proposedFactor ?? undefined,
  };
}

function assertCiphertext(text: string): string {
  if (isCiphertext(text)) return text;
  throw new SluiceError("internal", "The secret of a second factor came as plain text");
}
