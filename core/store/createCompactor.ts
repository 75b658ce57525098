import type { Compactor } from "../service/ports/repositories.ts";
import type { Connection } from "./connect.ts";
import type { StoreWriter } from "./StoreWriter.ts";

/** Pages given back in one transaction: a few ms, so that no other write waits long. */
const pagesAtOnce = 128;
/** Less than this part of the database stays free: it is filled again soon, and giving it back and taking it anew costs writes. */
const freePart = 0.1;
/** Nor is it worth the work below so many pages (4 MB). */
const fewestPages = 1024;

/** Works only on a database that was made with `auto_vacuum`, as those of this version are; others keep their free pages. */
export function createCompactor({ connection, writer }: { connection: Connection; writer: StoreWriter }): Compactor {
  const read = (name: string): number => Number(connection.pragma(name, { simple: true }));
  return {
    async *slices() {
      if (read("auto_vacuum") !== 2) return;
      const keep = Math.floor(read("page_count") * freePart);
      if (read("freelist_count") < Math.max(keep, fewestPages)) return;
      for (let free = read("freelist_count"); free > keep; ) {
        await writer.maintain({ vacuum: Math.min(pagesAtOnce, free - keep) });
        const left = read("freelist_count");
        if (left >= free) break;
        yield free - left;
        free = left;
      }
      // The file shrinks when the log has been moved into it.
      await writer.maintain("checkpoint");
    },
  };
}
