import type { WriteStatement } from "./WriteStatement.ts";

/** Who may ask: tokens, users, sessions. */
export const accessStatements = {
  "token.add": {
    sql: "INSERT INTO tokens (name, role, created_at, digest, user) VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
  },
  "token.delete": { sql: "DELETE FROM tokens WHERE name = ?" },

  "user.add": {
    sql: "INSERT INTO users (name, role, created_at, password) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
  },
  "user.setRole": { sql: "UPDATE users SET role = ?2 WHERE name = ?1" },
  "user.setPassword": { sql: "UPDATE users SET password = ?2 WHERE name = ?1" },
  "user.delete": { sql: "DELETE FROM users WHERE name = ?" },
  "user.proposeFactor": { sql: "UPDATE users SET proposed_factor = ?2 WHERE name = ?1" },
  // The proposed one and no other, so that two confirmations cannot mix.
  "user.enableFactor": {
    sql: `UPDATE users SET factor = ?2, factor_step = ?3, proposed_factor = NULL
          WHERE name = ?1 AND proposed_factor = ?2`,
    must: { code: "changed_meanwhile", message: "The second factor was proposed anew meanwhile" },
  },
  "user.disableFactor": {
    sql: `UPDATE users SET factor = NULL, factor_step = 0, proposed_factor = NULL
          WHERE name = ?1 AND (factor IS NOT NULL OR proposed_factor IS NOT NULL)`,
  },
  // A time step is used once, also by two logins at the same time.
  "user.spendStep": {
    sql: "UPDATE users SET factor_step = ?2 WHERE name = ?1 AND factor IS NOT NULL AND factor_step < ?2",
  },
  "recoveryCode.add": { sql: "INSERT INTO recovery_codes (user, digest) VALUES (?, ?)" },
  "recoveryCode.renew": {
    sql: "INSERT INTO recovery_codes (user, digest) SELECT name, ?2 FROM users WHERE name = ?1 AND factor IS NOT NULL",
  },
  "recoveryCode.spend": { sql: "DELETE FROM recovery_codes WHERE user = ? AND digest = ?" },
  "recoveryCodes.delete": { sql: "DELETE FROM recovery_codes WHERE user = ?" },

  "userSetting.save": {
    sql: `INSERT INTO user_settings (user, key, value) VALUES (?, ?, ?)
          ON CONFLICT DO UPDATE SET value = excluded.value`,
  },
  "userSetting.delete": { sql: "DELETE FROM user_settings WHERE user = ? AND key = ?" },
  "userSettings.deleteOfUser": { sql: "DELETE FROM user_settings WHERE user = ?" },

  "session.add": {
    sql: "INSERT INTO sessions (digest, user, token, created_at, used_at) VALUES (?1, ?2, ?3, ?4, ?4)",
  },
  "session.touch": { sql: "UPDATE sessions SET used_at = max(used_at, ?2) WHERE digest = ?1" },
  "session.delete": { sql: "DELETE FROM sessions WHERE digest = ?" },
  "sessions.deleteOfUser": { sql: "DELETE FROM sessions WHERE user = ?1 AND digest IS NOT ?2" },
  "sessions.prune": { sql: "DELETE FROM sessions WHERE used_at < ?1 OR created_at < ?2" },
} as const satisfies Record<string, WriteStatement>;
