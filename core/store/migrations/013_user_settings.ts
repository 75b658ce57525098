/** What each user sets for themselves: a JSON object by key. */
export const userSettings = `
CREATE TABLE user_settings (
  user TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (user, key)
) STRICT, WITHOUT ROWID;
`;
