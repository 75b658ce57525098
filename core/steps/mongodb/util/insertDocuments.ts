import type { Collection, Document } from "mongodb";
import { DocumentException, loadToBson } from "./documents.ts";

/** Documents that travel together. */
const batchSize = 1_000;

export interface Insertion {
  rows: AsyncIterable<unknown>;
  /** Whether a document whose key is there already counts as none. */
  ignoresExisting: boolean;
}

/** Writes rows in order. Resolves with how many came and how many were written. Throws DocumentException for what is no object, and what the driver throws. */
export async function insertDocuments(
  collection: Collection,
  { rows, ignoresExisting }: Insertion,
): Promise<{ rows: number; written: number }> {
  const toBson = await loadToBson({ isWhole: false });
  const told = { rows: 0, written: 0 };
  let batch: Document[] = [];
  const write = async (): Promise<void> => {
    if (batch.length === 0) return;
    told.written += await insert(collection, { batch, ignoresExisting });
    told.rows += batch.length;
    batch = [];
  };
  for await (const row of rows) {
    const document = toBson(row);
    if (typeof document !== "object" || document === null || Array.isArray(document) || document instanceof Date)
      throw new DocumentException(`Row ${told.rows + batch.length + 1} is no object`);
    batch.push(document);
    if (batch.length === batchSize) await write();
  }
  await write();
  return told;
}

async function insert(
  collection: Collection,
  { batch, ignoresExisting }: { batch: Document[]; ignoresExisting: boolean },
): Promise<number> {
  const { MongoBulkWriteError } = await import("mongodb");
  try {
    return (await collection.insertMany(batch, { ordered: !ignoresExisting })).insertedCount;
  } catch (error) {
    if (!ignoresExisting || !(error instanceof MongoBulkWriteError)) throw error;
    const failed = [error.writeErrors].flat();
    if (failed.length === 0 || failed.some(({ code }) => code !== 11_000)) throw error;
    return error.insertedCount;
  }
}
