import type { RequestKeyRepository } from "../../service/ports/RequestKeyRepository.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";

/** Keys that are deleted in one transaction. */
const slice = 500;

/** Keys of requests that started a run. */
export function createRequestKeyRepository(parts: {
  connection: Connection;
  writer: StoreWriter;
}): RequestKeyRepository {
  const one = lazyStatement(parts.connection, "SELECT content, run_id AS runId FROM request_keys WHERE digest = ?");
  return {
    find: (digest) => one().get(digest) as ReturnType<RequestKeyRepository["find"]>,
    async *slices(before) {
      for (let gone = slice; gone === slice; ) {
        const { changes } = await parts.writer.write([["requestKeys.prune", before, slice]]);
        gone = changes[0] ?? 0;
        if (gone > 0) yield gone;
      }
    },
  };
}
