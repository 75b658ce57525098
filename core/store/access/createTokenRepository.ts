import { SluiceError } from "../../base/SluiceError.ts";
import type { TokenRecord, TokenRepository } from "../../service/ports/accessRepositories.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";

interface Row extends Omit<TokenRecord, "user"> {
  user: string | null;
}

/** Bearer tokens, as digests. */
export function createTokenRepository(parts: { connection: Connection; writer: StoreWriter }): TokenRepository {
  const { connection, writer } = parts;
  const columns = "name, role, created_at AS createdAt, user";
  const all = lazyStatement(connection, `SELECT ${columns} FROM tokens ORDER BY name`);
  const one = lazyStatement(connection, `SELECT ${columns} FROM tokens WHERE digest = ?`);
  const named = lazyStatement(connection, `SELECT ${columns} FROM tokens WHERE name = ?`);
  return {
    list: () => (all().all() as Row[]).map(toRecord),
    find: (name) => toRecordIfAny(named().get(name)),
    findByDigest: (digest) => toRecordIfAny(one().get(digest)),
    async add({ name, role, createdAt, user, digest }) {
      const { changes } = await writer.write([["token.add", name, role, createdAt, digest, user ?? null]]);
      if (changes[0] === 1) return;
      throw new SluiceError("already_exists", `There is a token "${name}". Choose another name, or revoke it first.`, {
        details: { name },
      });
    },
    async delete(name) {
      const { changes } = await writer.write([
        ["token.delete", name],
        ["userSettings.deleteOfUser", `token ${name}`],
      ]);
      return changes[0] === 1;
    },
  };
}

function toRecord({ user, ...token }: Row): TokenRecord {
  return user === null ? token : { ...token, user };
}

function toRecordIfAny(row: unknown): TokenRecord | undefined {
  return row === undefined ? undefined : toRecord(row as Row);
}
