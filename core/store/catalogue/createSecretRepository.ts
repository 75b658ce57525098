import type { Clock } from "../../base/Clock.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { SecretRepository } from "../../service/ports/repositories.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";
import { isCiphertext } from "../vault/createVault.ts";

/** Secrets that configurations share; only as ciphertext. */
export function createSecretRepository(parts: {
  connection: Connection;
  writer: StoreWriter;
  clock: Clock;
}): SecretRepository {
  const { connection, writer, clock } = parts;
  const all = lazyStatement(connection, "SELECT name, updated_at AS updatedAt FROM secrets ORDER BY name");
  const one = lazyStatement(connection, "SELECT cipher FROM secrets WHERE name = ?");
  return {
    list: () => all().all() as ReturnType<SecretRepository["list"]>,
    find(name) {
      const row = one().get(name) as { cipher: string } | undefined;
      return row?.cipher;
    },
    async save(name, cipher) {
      if (!isCiphertext(cipher)) {
        throw new SluiceError("internal", `The secret ${name} came as plain text`, { details: { name } });
      }
      await writer.write([["secret.save", name, cipher, clock.now()]]);
    },
    async delete(name) {
      const { changes } = await writer.write([["secret.delete", name]]);
      return changes[0] === 1;
    },
  };
}
