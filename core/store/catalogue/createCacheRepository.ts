import type { Clock } from "../../base/Clock.ts";
import { isSluiceError } from "../../base/SluiceError.ts";
import type { CacheRepository } from "../../service/ports/repositories.ts";
import type { Vault } from "../../service/ports/Vault.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";

/** What steps keep between runs. Tokens are often among it, so values rest encrypted; under another key an entry counts as absent. */
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
  return {
    read(id, now) {
      const row = one().get(id, now) as { value: string } | undefined;
      if (row === undefined) return undefined;
      try {
        return JSON.parse(vault.decrypt(row.value, context(id)));
      } catch (error) {
        if (isSluiceError(error, "key_missing")) return undefined;
        throw error;
      }
    },
    async save(id, value, expiresAt) {
      await writer.write([["cache.save", id, vault.encrypt(JSON.stringify(value), context(id)), expiresAt ?? null]]);
    },
    async delete(id) {
      const { changes } = await writer.write([["cache.delete", id, clock.now()]]);
      return changes[0] === 1;
    },
  };
}
