import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Connection, connect } from "../../core/store/connect.ts";
import { migrate } from "../../core/store/migrate.ts";
import { migrations } from "../../core/store/migrations/migrations.ts";
import { GroupCommitter } from "../../core/store/writer/GroupCommitter.ts";
import type { WriteRequest } from "../../core/store/writer/WriterMessage.ts";
import { tempFolder } from "../support/tempFolder.ts";

function openCommitter(): { connection: Connection; committer: GroupCommitter; names: () => string[] } {
  const connection = connect(join(tempFolder(), "sluice.db"), { busyMs: 0 });
  onTestFinished(() => {
    connection.close();
  });
  migrate(connection, { migrations, backups: undefined, now: 0 });
  const names = () => connection.prepare("SELECT name FROM settings ORDER BY name").pluck().all().map(String);
  return { connection, committer: new GroupCommitter(connection), names };
}

const save = (id: number, name: string): WriteRequest => [id, [["setting.save", name, "1"]]];
/** Saves something, then starts a run that does not exist. */
const refused = (id: number): WriteRequest => [
  id,
  [
    ["setting.save", "half", "1"],
    ["run.start", "isapp-none", 1],
  ],
];

test("stores a group and answers in its order", () => {
  const { committer, names } = openCommitter();
  const answers = committer.store([save(1, "a"), save(2, "b")]);
  expect(answers).toEqual([
    { id: 1, firstSeq: 1, changes: [1] },
    { id: 2, firstSeq: 1, changes: [1] },
  ]);
  expect(names()).toEqual(["a", "b"]);
});

test("a refused request leaves nothing behind and the others of its group are stored", () => {
  const { committer, names } = openCommitter();
  const answers = committer.store([save(1, "a"), refused(2), save(3, "b")]);
  expect(answers).toMatchObject([
    { id: 1, changes: [1] },
    { id: 2, refused: "internal" },
    { id: 3, changes: [1] },
  ]);
  expect(names()).toEqual(["a", "b"]);
});

test("numbers have no gap after a refused request", () => {
  const { committer, connection } = openCommitter();
  const run: unknown[] = ["isapp-1", "app", "PENDING", 0, "default", null, 25, "{}", 0, 1, null, null, 0, 0, null];
  const log = (id: number): WriteRequest => [id, [["event.run", "isapp-1", "run.revoking", 1, "{}"]]];
  committer.store([[1, [["run.insert", ...(run as [])]]]]);
  const unknown: WriteRequest = [
    3,
    [
      ["event.run", "isapp-1", "run.revoking", 1, "{}"],
      ["event.run", "isapp-none", "run.revoking", 1, "{}"],
    ],
  ];
  expect(committer.store([log(2), unknown, log(4)])).toMatchObject([
    { firstSeq: 1 },
    { refused: "internal" },
    { firstSeq: 2 },
  ]);
  expect(connection.prepare("SELECT seq FROM events").pluck().all()).toEqual([1, 2]);
});

test("after a disk error nothing is stored any more, also nothing of the group it happened in", () => {
  const { connection, committer, names } = openCommitter();
  committer.store([save(1, "before")]);
  const { prepare } = connection;
  const failing = Object.assign(new Error("disk I/O error"), { code: "SQLITE_IOERR_FSYNC" });
  const failOnCache = (sql: string) => {
    const statement = prepare.call(connection, sql);
    if (sql.includes("cache_entries"))
      statement.run = () => {
        throw failing;
      };
    return statement;
  };
  connection.prepare = failOnCache as typeof prepare;
  const answers = committer.store([save(2, "with"), [3, [["cache.save", "id", "1", null]]], save(4, "behind")]);
  const later = committer.store([save(5, "later")]);
  const error = { code: "SQLITE_IOERR_FSYNC", message: "disk I/O error" };
  expect([...answers, ...later]).toEqual([2, 3, 4, 5].map((id) => ({ id, error, refused: undefined })));
  expect(names()).toEqual(["before"]);
});
