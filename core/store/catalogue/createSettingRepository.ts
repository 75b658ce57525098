import type { SettingRepository } from "../../service/ports/repositories.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";

export function createSettingRepository({
  connection,
  writer,
}: {
  connection: Connection;
  writer: StoreWriter;
}): SettingRepository {
  const one = lazyStatement(connection, "SELECT value FROM settings WHERE name = ?");
  return {
    get(key) {
      const row = one().get(key) as { value: string } | undefined;
      return row && JSON.parse(row.value);
    },
    async set(key, value) {
      await writer.write([["setting.save", key, JSON.stringify(value)]]);
    },
  };
}
