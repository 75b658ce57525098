import type { TrashEntry, TrashRepository } from "../../service/ports/TrashRepository.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";
import type { Write, WriteName } from "../writer/writeStatements.ts";

type Kind = TrashEntry["kind"];

const restoring: Record<Kind, WriteName[]> = {
  application: ["application.restore"],
  configuration: ["configuration.restore"],
  step_class: ["class.restore", "classDraft.restore"],
};
const purging: Record<Kind, WriteName[]> = {
  application: ["application.purgeSamples", "application.purge"],
  configuration: ["configuration.purge"],
  step_class: ["class.purge", "classDraft.purge"],
};

/** What was deleted and can be restored. */
export function createTrashRepository(parts: { connection: Connection; writer: StoreWriter }): TrashRepository {
  const { connection, writer } = parts;
  const columns = "id, kind, name, deleted_at AS deletedAt, deleted_by AS deletedBy";
  const all = lazyStatement(connection, `SELECT ${columns} FROM trash ORDER BY deleted_at DESC, id DESC`);
  const one = lazyStatement(connection, `SELECT ${columns} FROM trash WHERE id = ?`);
  const old = lazyStatement(
    connection,
    `SELECT ${columns} FROM trash WHERE deleted_at < ? ORDER BY deleted_at LIMIT 1`,
  );
  const purge = async ({ id, kind }: TrashEntry) => {
    await writer.write([...purging[kind].map((name): Write => [name, id]), ["trash.delete", id]]);
  };
  return {
    list: () => all().all() as TrashEntry[],
    find: (id) => one().get(id) as TrashEntry | undefined,
    async restore({ id, kind, name }) {
      await writer.write([...restoring[kind].map((write): Write => [write, id, name]), ["trash.delete", id]]);
    },
    purge,
    async *slices(before) {
      for (let entry = old().get(before); entry !== undefined; entry = old().get(before)) {
        await purge(entry as TrashEntry);
        yield entry as TrashEntry;
      }
    },
  };
}
