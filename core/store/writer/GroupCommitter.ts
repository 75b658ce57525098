import type { ErrorCode } from "../../base/errorCatalogue.ts";
import type { Connection, SqlValue, Statement } from "../connect.ts";
import { toPlainError } from "../toStoreError.ts";
import type { WriteAnswer, WriteRequest } from "./WriterMessage.ts";
import type { WriteStatement } from "./WriteStatement.ts";
import { type WriteName, writeStatements } from "./writeStatements.ts";

interface Prepared {
  statement: Statement;
  /** Which parameter stands at each place, from 0; undefined = they stand in order. */
  places: number[] | undefined;
  numbered: boolean;
  must: WriteStatement["must"];
}

/** A write that changed nothing though it must. */
class Refusal extends Error {
  readonly refused: ErrorCode;

  constructor(must: { code: ErrorCode; message: string }) {
    super(must.message);
    this.refused = must.code;
  }
}

// After a failed fsync nobody knows what is on disk, and trying again may succeed wrongly.
const fatal = /^SQLITE_(CORRUPT|NOTADB|IOERR)/;

/** Stores requests: many in one transaction, each of them whole or not at all. Lives in the writer's thread. */
export class GroupCommitter {
  private readonly connection: Connection;
  private readonly prepared = new Map<WriteName, Prepared>();
  private readonly control: Record<"begin" | "commit" | "rollback", Statement>;
  private lastSeq: number;
  private broken: { error: unknown } | undefined;

  constructor(connection: Connection) {
    this.connection = connection;
    const prepare = (sql: string) => connection.prepare<unknown[]>(sql);
    this.control = { begin: prepare("BEGIN IMMEDIATE"), commit: prepare("COMMIT"), rollback: prepare("ROLLBACK") };
    this.lastSeq = readLastSeq(connection);
  }

  /** Answers in the order of the requests, when everything answered with success is on disk. */
  store(requests: WriteRequest[]): WriteAnswer[] {
    try {
      return this.transact(requests);
    } catch (error) {
      const [first, ...others] = requests;
      if (first !== undefined && others.length === 0) return [toFailure(first, error)];
      // Nothing of them is stored; each for itself, only those fail that are to blame.
      return requests.flatMap((request) => this.store([request]));
    }
  }

  private transact(requests: WriteRequest[]): WriteAnswer[] {
    if (this.broken) throw this.broken.error;
    const before = this.lastSeq;
    try {
      this.control.begin.run();
      const answers = requests.map((request) => this.execute(request));
      this.control.commit.run();
      return answers;
    } catch (error) {
      this.lastSeq = before;
      if (fatal.test(toPlainError(error).code)) this.broken = { error };
      if (this.connection.inTransaction) this.control.rollback.run();
      throw error;
    }
  }

  private execute([id, writes]: WriteRequest): WriteAnswer {
    const firstSeq = this.lastSeq + 1;
    const changes: number[] = [];
    for (const [name, ...parameters] of writes) changes.push(this.write(name, parameters));
    return { id, firstSeq, changes };
  }

  private write(name: WriteName, parameters: SqlValue[]): number {
    const { statement, places, numbered, must } = this.prepared.get(name) ?? this.prepare(name);
    if (numbered) {
      this.lastSeq += 1;
      parameters.unshift(this.lastSeq);
    }
    const { changes } = statement.run(places ? places.map((place) => parameters[place]) : parameters);
    if (changes === 0 && must) throw new Refusal(must);
    return changes;
  }

  private prepare(name: WriteName): Prepared {
    const { sql, numbered, must }: WriteStatement = writeStatements[name];
    const statement = this.connection.prepare<unknown[]>(sql.replaceAll(/\?\d+/g, "?"));
    const prepared = { statement, places: findPlaces(sql), numbered: numbered === true, must };
    this.prepared.set(name, prepared);
    return prepared;
  }
}

// better-sqlite3 takes `?1` for a name, so the statements it gets hold plain question marks.
function findPlaces(sql: string): number[] | undefined {
  const places = [...sql.matchAll(/\?(\d+)/g)].map(([, digits]) => Number(digits) - 1);
  return places.length === 0 ? undefined : places;
}

function readLastSeq(connection: Connection): number {
  const sql = `SELECT max(coalesce((SELECT max(seq) FROM events), 0), coalesce((SELECT max(seq) FROM logs), 0),
    coalesce((SELECT value FROM counters WHERE name = 'seq'), 0))`;
  return Number(connection.prepare(sql).pluck().get());
}

function toFailure([id]: WriteRequest, error: unknown): WriteAnswer {
  return { id, error: toPlainError(error), refused: error instanceof Refusal ? error.refused : undefined };
}
