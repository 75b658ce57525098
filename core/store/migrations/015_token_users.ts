/** Whose a token is. Without a user it stands for itself, as all did before. */
export const tokenUsers = `
ALTER TABLE tokens ADD COLUMN user TEXT REFERENCES users (name) ON DELETE CASCADE;
CREATE INDEX tokens_by_user ON tokens (user) WHERE user IS NOT NULL;
`;
