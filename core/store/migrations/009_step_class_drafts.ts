/** What somebody writes of a step class before it becomes a version. */
export const stepClassDrafts = `
CREATE TABLE step_class_drafts (
  file TEXT PRIMARY KEY,
  main TEXT NOT NULL,
  files TEXT NOT NULL,
  author TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
