import type { JsonValue } from "../../base/json.ts";
import type { SettingRepository } from "../../service/ports/repositories.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";

/** `isOwner`: nobody else writes, so that what was read once is remembered; the engine asks for every attempt. */
export function createSettingRepository(parts: {
  connection: Connection;
  writer: StoreWriter;
  isOwner: boolean;
}): SettingRepository {
  const one = lazyStatement(parts.connection, "SELECT value FROM settings WHERE name = ?");
  const known = new Map<string, JsonValue | undefined>();
  const read = (key: string): JsonValue | undefined => {
    const row = one().get(key) as { value: string } | undefined;
    return row && JSON.parse(row.value);
  };
  return {
    get(key) {
      if (!parts.isOwner) return read(key);
      if (!known.has(key)) known.set(key, read(key));
      return known.get(key);
    },
    async set(key, value) {
      await parts.writer.write([["setting.save", key, JSON.stringify(value)]]);
      known.delete(key);
    },
  };
}
