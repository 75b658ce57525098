import type { Clock } from "../../base/Clock.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ConnectionTokenRepository } from "../../service/ports/ConnectionTokenRepository.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";
import { isCiphertext } from "../vault/createVault.ts";

/** Tokens of connections; only as ciphertext. */
export function createConnectionTokenRepository(parts: {
  connection: Connection;
  writer: StoreWriter;
  clock: Clock;
}): ConnectionTokenRepository {
  const { connection, writer, clock } = parts;
  const all = lazyStatement(connection, "SELECT cipher FROM connection_tokens");
  const one = lazyStatement(
    connection,
    "SELECT t.cipher FROM connection_tokens t JOIN configurations c ON c.n = t.configuration WHERE c.name = ?",
  );
  return {
    list: () => (all().all() as { cipher: string }[]).map(({ cipher }) => cipher),
    find: (name) => (one().get(name) as { cipher: string } | undefined)?.cipher,
    async save(name, cipher) {
      if (!isCiphertext(cipher)) {
        throw new SluiceError("internal", `The tokens of the connection ${name} came as plain text`);
      }
      await writer.write([["connectionTokens.save", name, cipher, clock.now()]]);
    },
  };
}
