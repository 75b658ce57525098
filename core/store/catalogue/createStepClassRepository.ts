import type { Clock } from "../../base/Clock.ts";
import type { StepClassRepository, StepClassVersion } from "../../service/ports/repositories.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";
import { isPresent } from "../trash/isPresent.ts";
import type { Write } from "../writer/writeStatements.ts";

interface VersionRow {
  file: string;
  syncpack: string;
  hash: string;
  source: string;
  compiled: string;
  origin_folder: string;
  environment: string | null;
  manifest: string;
  created_at: number;
}

/** Hashes that are remembered at most. */
const mostClasses = 10_000;

/**
 * Step classes with all their versions. A version that was never the present one of its file, belongs to no pack and is in
 * the plan of no run is dropped when runs are pruned; so save it (cheap when it is there) before a run that names it.
 */
export function createStepClassRepository({
  connection,
  writer,
  clock,
  storedClasses,
}: {
  connection: Connection;
  writer: StoreWriter;
  clock: Clock;
  /** Hashes of versions that are on disk and not about to be removed; asked for at every start of a run. */
  storedClasses: Set<string>;
}): StepClassRepository {
  const sql = (text: string) => lazyStatement(connection, text);
  const present = "SELECT v.* FROM step_classes c JOIN step_class_versions v ON v.n = c.version WHERE c.syncpack = ''";
  const all = sql(`${present} AND ${isPresent("c.file")} ORDER BY c.file`);
  const one = sql(`${present} AND c.file = ?`);
  const byHash = sql("SELECT * FROM step_class_versions WHERE hash = ? ORDER BY n DESC LIMIT 1");
  const isThere = sql("SELECT 1 FROM step_class_versions WHERE hash = ?");
  const versions = sql(`SELECT v.hash, v.created_at AS createdAt, c.version IS NOT NULL AS current
    FROM step_class_versions v LEFT JOIN step_classes c ON c.version = v.n AND c.file = v.file
    WHERE v.file = ? AND v.syncpack = '' AND v.history = 1 ORDER BY v.created_at DESC, v.n DESC`);
  const unsettled = sql("SELECT n, compiled FROM step_class_versions WHERE environment IS NULL AND syncpack = ''");
  return {
    list: () => (all().all() as VersionRow[]).map(toVersion),
    find(file) {
      const row = one().get(file) as VersionRow | undefined;
      return row && toVersion(row);
    },
    findByHash(hash) {
      const row = byHash().get(hash) as VersionRow | undefined;
      return row && toVersion(row);
    },
    has(hash) {
      if (storedClasses.has(hash)) return true;
      if (isThere().get(hash) === undefined) return false;
      if (storedClasses.size >= mostClasses) storedClasses.clear();
      storedClasses.add(hash);
      return true;
    },
    listVersions(file) {
      const rows = versions().all(file) as { hash: string; createdAt: number; current: number }[];
      return rows.map((row) => ({ ...row, current: row.current === 1 }));
    },
    async save(version, { current }) {
      const { file, hash, source, compiled, originFolder, createdAt } = version;
      const syncpack = version.syncpack ?? "";
      const manifest = JSON.stringify(version.manifest);
      const history = current ? 1 : 0;
      const usedAt = clock.now();
      const environment = version.packEnvironment ?? "";
      const texts = [source, compiled, originFolder, manifest] as const;
      const writes: Write[] = [["class.save", file, syncpack, hash, ...texts, createdAt, usedAt, history, environment]];
      if (current) writes.push(["class.makeCurrent", file, syncpack, hash]);
      await writer.write(writes);
    },
    async settleEnvironments(find) {
      const rows = unsettled().all() as { n: number; compiled: string }[];
      if (rows.length === 0) return;
      await writer.write(rows.map(({ n, compiled }): Write => ["class.settle", n, find(compiled) ?? ""]));
    },
    async delete(file, { id, deletedBy }) {
      const { changes } = await writer.write([
        ["class.trash", file, id],
        ["classDraft.trash", file, id],
        ["trash.insert", id, "step_class", file, clock.now(), deletedBy],
      ]);
      return changes[0] === 1 || changes[1] === 1;
    },
  };
}

function toVersion(row: VersionRow): StepClassVersion {
  return {
    file: row.file,
    syncpack: row.syncpack === "" ? undefined : row.syncpack,
    hash: row.hash,
    source: row.source,
    compiled: row.compiled,
    originFolder: row.origin_folder,
    packEnvironment: row.environment || undefined,
    manifest: JSON.parse(row.manifest),
    createdAt: row.created_at,
  };
}
