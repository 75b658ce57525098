import type { Clock } from "../../base/Clock.ts";
import { createSequence } from "../../base/createSequence.ts";
import { createUuid } from "../../base/ids.ts";
import type { Random } from "../../base/Random.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import type {
  ApplicationRepository,
  ApplicationSummary,
  RevisionSummary,
  StoredDocument,
} from "../../service/ports/repositories.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";
import { isPresent } from "../trash/isPresent.ts";
import type { Write } from "../writer/writeStatements.ts";
import { assignStepIds } from "./assignStepIds.ts";
import { toGestureWrites } from "./createDraftRepository.ts";
import { describeDocument } from "./describeDocument.ts";

interface DocumentRow {
  revision: number;
  document: string;
  step_ids: string;
  author: string;
  comment: string;
  created_at: number;
  logic_hash: string;
  layout_hash: string;
  step_id_list: string | null;
}

export interface ApplicationRepositoryOptions {
  connection: Connection;
  writer: StoreWriter;
  clock: Clock;
  random: Random;
}

/** Whether a draft is one for people: a layout that a window found by itself is none, whatever was done and discarded before. */
const isChanged = "d.user IS NOT NULL AND (r.revision IS NULL OR d.changes > 0)";

/** What a document is aligned with; a name that is no text is none. */
const configurationOf = (table: string) =>
  `iif(json_type(${table}.document, '$.configuration') = 'text', ${table}.document ->> '$.configuration', NULL)`;

/** Applications with published revisions and a draft for each user. Changes are made one after another. */
export function createApplicationRepository(options: ApplicationRepositoryOptions): ApplicationRepository {
  const { connection, writer, clock, random } = options;
  const sql = (text: string) => lazyStatement(connection, text);
  const inOrder = createSequence();
  const summaries = sql(`SELECT a.name, a.revision, a.updated_at AS updatedAt, sum(${isChanged}) AS drafts,
      coalesce(r.friendly_name, max(d.friendly_name), '') AS friendlyName, coalesce(r.steps, max(d.steps), 0) AS steps,
      coalesce(iif(r.revision IS NULL, max(${configurationOf("d")}), ${configurationOf("r")}), '') AS configuration
    FROM applications a LEFT JOIN application_revisions r ON r.application = a.n AND r.revision = a.revision
    LEFT JOIN drafts d ON d.application = a.n WHERE ${isPresent("a.name")} GROUP BY a.n ORDER BY a.name`);
  const columns = "t.revision, t.document, t.step_ids, t.logic_hash, t.layout_hash, t.created_at";
  const ofRevision = "t.author, t.comment, NULL AS step_id_list";
  const published = sql(`SELECT ${columns}, ${ofRevision} FROM applications a
    JOIN application_revisions t ON t.application = a.n AND t.revision = a.revision WHERE a.name = ?`);
  const revision = sql(`SELECT ${columns}, ${ofRevision} FROM applications a
    JOIN application_revisions t ON t.application = a.n WHERE a.name = ? AND t.revision = ?`);
  const revisions = sql(`SELECT t.revision, t.author, t.comment, t.created_at AS createdAt, t.logic_hash AS logicHash,
      t.layout_hash AS layoutHash, t.steps FROM applications a
    JOIN application_revisions t ON t.application = a.n
    WHERE a.name = ? AND t.revision < ? ORDER BY t.revision DESC LIMIT ?`);
  const current = sql("SELECT revision FROM applications WHERE name = ?");
  const draft = sql(`SELECT ${columns}, t.user AS author, '' AS comment, t.step_id_list FROM applications a
    JOIN drafts t ON t.application = a.n WHERE a.name = ? AND t.user = ?`);
  const drafts = sql(`SELECT ${columns}, t.user AS author, '' AS comment, t.step_id_list FROM applications a
    JOIN drafts t ON t.application = a.n WHERE a.name = ? ORDER BY t.user`);
  const newestDraft = sql(`SELECT ${columns}, t.user AS author, '' AS comment, t.step_id_list FROM applications a
    JOIN drafts t ON t.application = a.n WHERE a.name = ? ORDER BY t.created_at DESC, t.user LIMIT 1`);
  const newest = sql(`SELECT coalesce(max(t.revision), 0) AS revision FROM applications a
    JOIN application_revisions t ON t.application = a.n WHERE a.name = ?`);
  const idsEver = sql(`SELECT DISTINCT j.value AS id FROM applications a JOIN (
      SELECT application, step_ids FROM application_revisions UNION ALL SELECT application, step_ids FROM drafts
    ) t ON t.application = a.n, json_each(t.step_ids) j WHERE a.name = ?`);
  const idsInUse = sql(`SELECT DISTINCT j.value AS id FROM applications a JOIN (
      SELECT application, revision, step_ids FROM application_revisions
      UNION ALL SELECT application, NULL, step_ids FROM drafts
    ) t ON t.application = a.n AND (t.revision IS NULL OR t.revision = a.revision), json_each(t.step_ids) j
    WHERE a.name = ?`);
  const foreign = sql(`SELECT DISTINCT j.value AS id FROM applications a JOIN (
      SELECT application, step_ids FROM application_revisions UNION ALL SELECT application, step_ids FROM drafts
    ) t ON t.application = a.n, json_each(t.step_ids) j
    WHERE a.name <> ? AND j.value IN (SELECT value FROM json_each(?))`);

  const ids = (rows: unknown[]): Set<string> => new Set((rows as { id: string }[]).map(({ id }) => id));
  const findPublished = (name: string) => published().get(name) as DocumentRow | undefined;
  const findDraft = (name: string, user: string) => draft().get(name, user) as DocumentRow | undefined;

  const prepare = (
    name: string,
    {
      document,
      user,
      stepIds: given,
    }: { document: ApplicationDocument; user: string; stepIds?: Record<string, string> },
  ) => {
    assertName(name);
    const earlier = [findDraft(name, user), findPublished(name)].flatMap((row) => (row ? [parseIds(row)] : []));
    const stepIds = assignStepIds(document, {
      given,
      earlier,
      findForeign: (wanted) => ids(foreign().all(name, JSON.stringify(wanted))),
      createId: () => createUuid({ clock, random }),
    });
    return { ...describeDocument(document), stepIds };
  };

  return {
    list() {
      const rows = summaries().all() as (Omit<ApplicationSummary, "hasDraft"> & { drafts: number })[];
      return rows.map(({ drafts, ...summary }) => ({ ...summary, hasDraft: drafts > 0 }));
    },
    findPublished: (name) => toStored(findPublished(name)),
    findDraft: (name, user) => toStored(findDraft(name, user)),
    listDrafts: (name) => (drafts().all(name) as DocumentRow[]).flatMap((row) => toStored(row) ?? []),
    findNewestDraft: (name) => toStored(newestDraft().get(name) as DocumentRow | undefined),
    listRevisions: (name, { before = Number.MAX_SAFE_INTEGER, limit }) =>
      revisions().all(name, before, limit) as RevisionSummary[],
    findRevisionNumber: (name) => (current().get(name) as { revision: number } | undefined)?.revision,
    findStepIds: (name, change) => prepare(name, change).stepIds,
    findRevision: (name, number) => toStored(revision().get(name, number) as DocumentRow | undefined),

    publish: (name, change) =>
      inOrder(async () => {
        const { document, author, comment, expected, record } = change;
        const now = clock.now();
        const before = (current().get(name) as { revision: number } | undefined)?.revision ?? 0;
        if (expected !== undefined && before !== expected) throw changedMeanwhile(name, { before, expected });
        const { text, logicHash, layoutHash, friendlyName, steps, stepIds } = prepare(name, {
          ...change,
          user: author,
        });
        const number = (newest().get(name) as { revision: number }).revision + 1;
        const ever = ids(idsEver().all(name));
        const ownDraft = findDraft(name, author);
        const writes: Write[] = [
          ["application.insert", name, now],
          [
            "revision.insert",
            name,
            number,
            text,
            JSON.stringify(stepIds),
            logicHash,
            layoutHash,
            friendlyName,
            steps,
            author,
            comment,
            now,
          ],
          ["application.publish", name, number, now],
        ];
        // A draft with further changes stays; one that is published has done its work.
        const isDone = ownDraft?.logic_hash === logicHash && ownDraft.layout_hash === layoutHash;
        if (isDone || record !== undefined) writes.push(["draft.delete", name, author]);
        if (record !== undefined) writes.push(...toGestureWrites(name, { user: author, record, now }));
        await writer.write(writes);
        const kept = ids(idsInUse().all(name));
        // Only here, not with each draft: a removed step may come back by undo.
        const gone = [...ever].filter((id) => !kept.has(id));
        if (gone.length > 0) await writer.write(gone.map((id): Write => ["sample.delete", id]));
        return { document, stepIds, revision: number, author, comment, createdAt: now };
      }),

    saveDraft: (name, change) =>
      inOrder(async () => {
        const { document, user } = change;
        const now = clock.now();
        const { text, logicHash, layoutHash, friendlyName, steps, stepIds } = prepare(name, change);
        const base = findDraft(name, user)?.revision ?? findPublished(name)?.revision ?? 0;
        const idText = JSON.stringify(stepIds);
        await writer.write([
          ["application.insert", name, now],
          ["draft.save", name, user, base, text, idText, logicHash, layoutHash, friendlyName, steps, now, null, 1],
          ["application.touch", name, now],
        ]);
        return { document, stepIds, revision: base, author: user, comment: "", createdAt: now };
      }),

    delete: (name, { id, deletedBy }) =>
      inOrder(async () => {
        const { changes } = await writer.write([
          ["application.trash", name, id],
          ["trash.insert", id, "application", name, clock.now(), deletedBy],
        ]);
        return changes[0] === 1;
      }),
  };
}

function toStored(row: DocumentRow | undefined): StoredDocument | undefined {
  if (row === undefined) return undefined;
  const { revision, author, comment, created_at: createdAt } = row;
  return {
    document: JSON.parse(row.document),
    stepIds: parseIds(row),
    ...(row.step_id_list === null ? {} : { stepIdList: JSON.parse(row.step_id_list) as string[] }),
    revision,
    author,
    comment,
    createdAt,
  };
}

function parseIds(row: DocumentRow): Record<string, string> {
  return JSON.parse(row.step_ids);
}

function assertName(name: string): void {
  if (name !== "") return;
  throw new SluiceError("internal", "An application without a name cannot be stored");
}

function changedMeanwhile(name: string, { before, expected }: { before: number; expected: number }): SluiceError {
  return new SluiceError(
    "changed_meanwhile",
    `"${name}" was published as revision ${before} meanwhile; this is based on revision ${expected}.`,
    { details: { name, revision: before, expected } },
  );
}
