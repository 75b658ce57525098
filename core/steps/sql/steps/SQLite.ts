import { BaseStep, boolean, code, defineParameters, file, json, select } from "sluice";
import { openSqlite, SqliteException, toBinding, toSqliteException } from "../util/sqlite.ts";

const parameters = defineParameters({
  path: file({
    title: "File",
    description: "Absolute path of the database file; `~/` is the home folder.",
    sampleValue: "/data/inventory.db",
    required: true,
  }),
  statement: code({
    title: "Statement",
    description: "One SQL statement. Values stand in it as `?` or `:name`, never as text.",
    sampleValue: "SELECT id, name FROM devices WHERE site = :site",
    language: "sql",
    required: true,
  }),
  values: json<unknown[] | Record<string, unknown>>({
    title: "Values",
    description: "A list for `?`, or an object for `:name`; in *once for each row* an object is looked up in the row.",
    sampleValue: { site: "${appvar.site}" },
    defaultValue: {},
  }),
  run: select({
    title: "Run it",
    description: "Once, or once for each row of the earlier steps, all of them or none.",
    options: [
      { value: "once", label: "Once" },
      { value: "each", label: "Once for each row, in one transaction" },
    ],
    defaultValue: "once",
  }),
  create: boolean({
    title: "Create the file",
    description: "Makes the database when there is none; otherwise the step fails.",
    defaultValue: false,
  }),
  big_integers: boolean({
    title: "Big integers",
    description: "Integers come as big integers, so that those beyond 2^53 keep their value.",
    defaultValue: false,
    advanced: true,
  }),
});

const help = `
Runs a statement on a SQLite file. A statement that gives rows saves them, row by row, so that a result may be larger than the memory; any
other saves \`{changes, last_id}\`.

*Once for each row* is for writing a list: with \`INSERT INTO devices (id, name) VALUES (:id, :name)\` and no values, \`:id\` and \`:name\` are the fields of
the row. Either all rows are written or none.

Booleans are written as 0 and 1, dates as ISO 8601, lists and objects as JSON text, bytes as they are.
`;

/** SQLite. */
export default class SQLite extends BaseStep.with(parameters) {
  override friendlyName = "SQLite";
  override description = "Reads and writes a SQLite file";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Databases";
  override icon = "database";
  override help = help;

  override async execute() {
    const path = this.getParameter("path");
    const sql = this.getParameter("statement");
    const database = openSqlite(path, { create: this.getParameter("create") });
    try {
      const statement = database.prepare(sql).safeIntegers(this.getParameter("big_integers"));
      if (this.getParameter("run") === "each") {
        if (statement.reader)
          throw new SqliteException("A statement that gives rows runs once; join the rows in a later step");
        const rows: unknown[] = [];
        for await (const row of this.streamPreviousStepData()) rows.push(row);
        const runAll = database.transaction(() =>
          rows.reduce((sum: number, row) => sum + statement.run(this.#valuesOf(row)).changes, 0),
        );
        const changes = runAll.immediate();
        this.logger.flow("Changed %d rows of %s", changes, path);
        await this.saveDataForNextStep({ changes, rows: rows.length });
        return;
      }
      const values = this.#valuesOf(undefined);
      if (statement.reader) {
        await this.saveDataForNextStep(readRows(statement.iterate(values)));
        return;
      }
      const { changes, lastInsertRowid } = statement.run(values);
      this.logger.flow("Changed %d rows of %s", changes, path);
      await this.saveDataForNextStep({ changes, last_id: lastInsertRowid });
    } catch (error) {
      throw toSqliteException(error, sql);
    } finally {
      database.close();
    }
  }

  #valuesOf(row: unknown): unknown[] | Record<string, unknown> {
    const isRecord = typeof row === "object" && row !== null && !Array.isArray(row);
    const given = this.getParameter("values", isRecord ? row : { item: row });
    const values = isRecord && !Array.isArray(given) ? { ...row, ...given } : given;
    if (Array.isArray(values)) return values.map(toBinding);
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toBinding(value)]));
  }
}

async function* readRows(rows: Iterable<unknown>) {
  yield* rows;
}
