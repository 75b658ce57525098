const journal = "draft_gestures g WHERE g.application = d.application AND g.user = d.user";

/**
 * How many changes a person made in a draft; 0 = there is only a layout that a window found. Of a draft that is there already
 * only whether there is any: the next gesture counts them.
 */
export const draftChanges = `
ALTER TABLE drafts ADD COLUMN changes INTEGER NOT NULL DEFAULT 1;
UPDATE drafts AS d SET changes = 0 WHERE EXISTS (
  SELECT 1 FROM applications a JOIN application_revisions r ON r.application = a.n AND r.revision = a.revision
  WHERE a.n = d.application AND r.logic_hash = d.logic_hash
) AND NOT EXISTS (
  SELECT 1 FROM ${journal} AND g.revision = d.revision AND g.kind IN ('edit', 'more')
    AND g.seq > coalesce((SELECT max(g.seq) FROM ${journal} AND g.kind = 'begin'), 0)
);
`;
