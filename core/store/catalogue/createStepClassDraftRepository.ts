import type { StepClassDraft, StepClassDraftRepository } from "../../service/ports/repositories.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";
import { isPresent } from "../trash/isPresent.ts";

type Row = Omit<StepClassDraft, "files"> & { files: string };

/** Drafts of step classes. */
export function createStepClassDraftRepository(parts: {
  connection: Connection;
  writer: StoreWriter;
}): StepClassDraftRepository {
  const { connection, writer } = parts;
  const all = lazyStatement(connection, `SELECT file FROM step_class_drafts WHERE ${isPresent("file")} ORDER BY file`);
  const one = lazyStatement(
    connection,
    "SELECT file, main, files, author, updated_at AS updatedAt FROM step_class_drafts WHERE file = ?",
  );
  return {
    list: () => (all().all() as { file: string }[]).map(({ file }) => file),
    find(file) {
      const row = one().get(file) as Row | undefined;
      return row && { ...row, files: JSON.parse(row.files) };
    },
    async save({ file, main, files, author, updatedAt }) {
      await writer.write([["classDraft.save", file, main, JSON.stringify(files), author, updatedAt]]);
    },
    async delete(file) {
      const { changes } = await writer.write([["classDraft.delete", file]]);
      return changes[0] === 1;
    },
  };
}
