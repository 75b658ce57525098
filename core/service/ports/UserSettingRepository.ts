import type { JsonObject } from "../../base/json.ts";

/** What each user sets for themselves. */
export interface UserSettingRepository {
  /** Keys, in order. */
  list(user: string): string[];
  find(user: string, key: string): JsonObject | undefined;
  save(user: string, setting: { key: string; value: JsonObject }): Promise<void>;
  delete(user: string, key: string): Promise<boolean>;
}
