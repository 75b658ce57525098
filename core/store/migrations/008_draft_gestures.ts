/** The journal of each draft, and the ids of its steps in the order of the list: steps may have no name or the same one. */
export const draftGestures = `
CREATE TABLE draft_gestures (
  application INTEGER NOT NULL REFERENCES applications (n) ON DELETE CASCADE,
  user TEXT NOT NULL,
  seq INTEGER NOT NULL,
  gesture TEXT NOT NULL,
  client TEXT NOT NULL,
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  operations TEXT NOT NULL,
  inverse TEXT NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (application, user, seq)
) STRICT;
CREATE UNIQUE INDEX draft_gestures_by_gesture ON draft_gestures (application, user, gesture);
ALTER TABLE drafts ADD COLUMN step_id_list TEXT;
`;
