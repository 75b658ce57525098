import { SluiceError } from "../base/SluiceError.ts";
import type { Writer } from "./writer/Writer.ts";

/** What repositories write through. */
export type StoreWriter = Pick<Writer, "write" | "maintain" | "close">;

/** The writer of a store that only reads: refuses everything. */
export function createRefusingWriter(folder: string): StoreWriter {
  const refuse = async () => {
    throw new SluiceError("internal", `Data folder ${folder} is open for reading only`, { details: { folder } });
  };
  return { write: refuse, maintain: refuse, close: async () => {} };
}
