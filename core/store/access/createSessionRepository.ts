import type { SessionRecord, SessionRepository } from "../../service/ports/accessRepositories.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";

interface Row {
  user: string | null;
  token: string | null;
  createdAt: number;
  usedAt: number;
}

/** Browsers that are logged in. */
export function createSessionRepository(parts: { connection: Connection; writer: StoreWriter }): SessionRepository {
  const { connection, writer } = parts;
  const one = lazyStatement(
    connection,
    "SELECT user, token, created_at AS createdAt, used_at AS usedAt FROM sessions WHERE digest = ?",
  );
  return {
    find(digest): SessionRecord | undefined {
      const row = one().get(digest) as Row | undefined;
      return row && { ...row, user: row.user ?? undefined, token: row.token ?? undefined };
    },
    async add(digest, { user, token, createdAt }) {
      await writer.write([["session.add", digest, user ?? null, token ?? null, createdAt]]);
    },
    async touch(digest, now) {
      await writer.write([["session.touch", digest, now]]);
    },
    async delete(digest) {
      const { changes } = await writer.write([["session.delete", digest]]);
      return changes[0] === 1;
    },
    async prune({ usedAt, createdAt }) {
      await writer.write([["sessions.prune", usedAt, createdAt]]);
    },
  };
}
