import type { UserSettingRepository } from "../../service/ports/UserSettingRepository.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";

/** What each user sets for themselves. */
export function createUserSettingRepository(parts: {
  connection: Connection;
  writer: StoreWriter;
}): UserSettingRepository {
  const { connection, writer } = parts;
  const keys = lazyStatement(connection, "SELECT key FROM user_settings WHERE user = ? ORDER BY key");
  const one = lazyStatement(connection, "SELECT value FROM user_settings WHERE user = ? AND key = ?");
  return {
    list: (user) => (keys().all(user) as { key: string }[]).map(({ key }) => key),
    find(user, key) {
      const row = one().get(user, key) as { value: string } | undefined;
      return row && JSON.parse(row.value);
    },
    async save(user, { key, value }) {
      await writer.write([["userSetting.save", user, key, JSON.stringify(value)]]);
    },
    async delete(user, key) {
      const { changes } = await writer.write([["userSetting.delete", user, key]]);
      return changes[0] === 1;
    },
  };
}
