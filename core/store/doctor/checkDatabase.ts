import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "../connect.ts";
import type { DataFolder } from "../dataFolder.ts";
import { type Check, count, ok, problem, warning } from "./Check.ts";

/** Whole and consistent. Reads all of the database. */
export function checkIntegrity(connection: Connection): Check[] {
  const found = connection.prepare("PRAGMA integrity_check(10)").pluck().all().map(String);
  const faults = found.filter((line) => line !== "ok");
  const dangling = connection.prepare("PRAGMA foreign_key_check").all() as { table: string; parent: string }[];
  const [first] = dangling;
  return [
    faults.length === 0
      ? ok("integrity", "the database is whole")
      : problem("integrity", `the database is damaged: ${faults.join("; ")}. Restore a backup`),
    first === undefined
      ? ok("references", "every row refers to one that exists")
      : problem("references", `${count(dangling.length, "row")} of ${first.table} refer to nothing in ${first.parent}`),
  ];
}

const orphanQueries: [what: string, sql: string][] = [
  ["log line", "SELECT count(*) FROM logs l WHERE NOT EXISTS (SELECT 1 FROM step_runs s WHERE s.n = l.step_run)"],
  [
    "event",
    `SELECT count(*) FROM events e WHERE step_run IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM step_runs s WHERE s.n = e.step_run)`,
  ],
  [
    "blob entry",
    `SELECT count(*) FROM blobs b WHERE NOT EXISTS (SELECT 1 FROM outputs WHERE blob = b.id)
       AND NOT EXISTS (SELECT 1 FROM pins WHERE blob = b.id)`,
  ],
  ["plan of a run", "SELECT count(*) FROM plan_shapes p WHERE NOT EXISTS (SELECT 1 FROM run_plans WHERE shape = p.n)"],
];

/** Rows that nothing leads to any more: they take room, and do no harm. */
export function checkOrphanedRows(connection: Connection): Check {
  const found = orphanQueries.flatMap(([what, sql]) => {
    const number = Number(connection.prepare(sql).pluck().get());
    return number === 0 ? [] : [`${number} × ${what}`];
  });
  if (found.length === 0) return ok("orphaned rows", "none");
  return warning(
    "orphaned rows",
    `${found.join(", ")}. They do no harm, and go with a backup that is restored later on`,
  );
}

/** Every blob of the database has its file and the other way round. */
export function checkBlobs(
  connection: Connection,
  { folder, isOwned }: { folder: DataFolder; isOwned: boolean },
): Check[] {
  const rows = connection.prepare("SELECT id, size FROM blobs").all() as { id: string; size: number }[];
  const lost = rows.filter(({ id, size }) => sizeOf(join(folder.blobs, id)) !== size);
  const known = new Set(rows.map(({ id }) => id));
  const files = existsSync(folder.blobs) ? readdirSync(folder.blobs) : [];
  const orphans = files.filter((file) => !known.has(file));
  return [
    lost.length === 0
      ? ok("blobs", `${count(rows.length, "blob")}, each with its file`)
      : problem(
          "blobs",
          `the files of ${count(lost.length, "blob")} are missing or cut short: the data of those steps is lost`,
        ),
    orphans.length === 0
      ? ok("orphaned blobs", "none")
      : isOwned
        ? ok("orphaned blobs", `${count(orphans.length, "file")} not stored yet, or left over: a host is at work`)
        : warning("orphaned blobs", `${count(orphans.length, "file")} that no run names. The next start deletes them`),
  ];
}

/** How much of the database is free, and whether it can give it back. */
export function checkRoom(connection: Connection): Check {
  const read = (name: string): number => Number(connection.pragma(name, { simple: true }));
  const megabytes = (pages: number): string => `${((pages * read("page_size")) / 1024 ** 2).toFixed(0)} MB`;
  const [all, free] = [read("page_count"), read("freelist_count")];
  const text = `${megabytes(all)}, ${megabytes(free)} of it free`;
  if (read("auto_vacuum") === 2 || free < all / 2) return ok("database", text);
  return warning("database", `${text}. It was made by an early version and keeps its size: back it up and restore it`);
}

function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size;
}
