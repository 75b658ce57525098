import { SluiceError } from "../../base/SluiceError.ts";
import type { TokenRecord, TokenRepository } from "../../service/ports/accessRepositories.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";

/** Bearer tokens, as digests. */
export function createTokenRepository(parts: { connection: Connection; writer: StoreWriter }): TokenRepository {
  const { connection, writer } = parts;
  const columns = "name, role, created_at AS createdAt";
  const all = lazyStatement(connection, `SELECT ${columns} FROM tokens ORDER BY name`);
  const one = lazyStatement(connection, `SELECT ${columns} FROM tokens WHERE digest = ?`);
  const named = lazyStatement(connection, `SELECT ${columns} FROM tokens WHERE name = ?`);
  return {
    list: () => all().all() as TokenRecord[],
    find: (name) => named().get(name) as TokenRecord | undefined,
    findByDigest: (digest) => one().get(digest) as TokenRecord | undefined,
    async add({ name, role, createdAt, digest }) {
      const { changes } = await writer.write([["token.add", name, role, createdAt, digest]]);
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
