import type { ErrorCode } from "../../base/errorCatalogue.ts";

/** One statement the writer's thread knows by name. */
export interface WriteStatement {
  sql: string;
  /** The statement stores an event or a log line: its first parameter is the next sequence number, given by the writer. */
  numbered?: true;
  /** The statement must change something; if it does not, the request it is part of is refused with this. */
  must?: { code: ErrorCode; message: string };
}
