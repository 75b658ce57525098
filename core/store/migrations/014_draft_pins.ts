/** Pins of each draft, by step id: no part of the document, and there after publishing. */
export const draftPins = `
CREATE TABLE draft_pins (
  application INTEGER NOT NULL REFERENCES applications (n) ON DELETE CASCADE,
  user TEXT NOT NULL,
  pins TEXT NOT NULL,
  PRIMARY KEY (application, user)
) STRICT, WITHOUT ROWID;
`;
