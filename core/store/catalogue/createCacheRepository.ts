import type { Clock } from "../../base/Clock.ts";
import { isSluiceError } from "../../base/SluiceError.ts";
import type { CacheRepository } from "../../service/ports/repositories.ts";
import type { Vault } from "../../service/ports/Vault.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";

/**
 * What steps keep between runs. Tokens are often among it, also within the ids, so values rest encrypted and ids as
 * digests; under another key an entry counts as absent.
 */
export function createCacheRepository({
  connection,
  writer,
  vault,
  clock,
}: {
  connection: Connection;
  writer: StoreWriter;
  vault: Vault;
  clock: Clock;
}): CacheRepository {
  const one = lazyStatement(
    connection,
    "SELECT value FROM cache_entries WHERE id = ? AND (expires_at IS NULL OR expires_at > ?)",
  );
  const context = (id: string) => `cache\0${id}`;
  const nameOf = (id: string) => vault.digest(id, "cache");
  return {
    read(id, now) {
      const row = one().get(nameOf(id), now) as { value: string } | undefined;
      if (row === undefined) return undefined;
      try {
        return JSON.parse(vault.decrypt(row.value, context(id)));
      } catch (error) {
        if (isSluiceError(error, "key_missing")) return undefined;
        throw error;
      }
    },
    async save(id, value, expiresAt) {
      const cipher = vault.encrypt(JSON.stringify(value), context(id));
      await writer.write([["cache.save", nameOf(id), cipher, expiresAt ?? null]]);
    },
    async delete(id) {
      const { changes } = await writer.write([["cache.delete", nameOf(id), clock.now()]]);
      return changes[0] === 1;
    },
  };
}
