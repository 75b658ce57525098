import { defineParameters, list, select, text } from "sluice";
import { PostgresStep, withPostgres } from "../util/postgres.ts";
import { settingsHelp } from "../util/serverSettings.ts";
import { writePostgres } from "../util/writePostgres.ts";

const parameters = defineParameters({
  table: text({
    title: "Table",
    description: "The table, with its schema before a dot if it is not `public`.",
    sampleValue: "inventory.devices",
    required: true,
  }),
  columns: list({
    title: "Columns",
    description: "The fields that are written. Without any, every field of a row must be a column.",
    sampleValue: ["id", "name"],
    defaultValue: [],
  }),
  on_conflict: select({
    title: "Rows that exist",
    description: "What happens to a row that breaks a unique key.",
    options: [
      { value: "fail", label: "Fail, and write nothing at all" },
      { value: "ignore", label: "Leave the one that is there" },
    ],
    defaultValue: "fail",
  }),
});

const help = `
Writes the rows of the earlier steps, objects with a field for each column, into a table of a PostgreSQL server: in batches and in one
transaction, so either all are written or none. A field that a row does not have gets the default of its column. It saves \`{rows, written}\`.

**Types.** Text goes into a column of any type as PostgreSQL reads it. Dates are written in UTC, big integers and bytes exactly, lists into array
columns as arrays; other lists and objects as JSON. Text for a JSON column is taken for JSON.
${settingsHelp(5432)}`;

/** PostgreSQL Insert. */
export default class PostgreSQLInsert extends PostgresStep.with(parameters) {
  override friendlyName = "PostgreSQL Insert";
  override description = "Writes rows into a table of a PostgreSQL server";
  override help = help;

  override async execute() {
    const table = this.getParameter("table");
    const saved = await withPostgres(this, (client) =>
      writePostgres(client, {
        table,
        rows: this.streamPreviousStepData(),
        columns: this.getParameter("columns").map(String),
        onConflict: { kind: this.getParameter("on_conflict") },
      }),
    );
    this.logger.flow("Wrote %d of %d rows into %s", saved.written, saved.rows, table);
    await this.saveDataForNextStep(saved);
  }
}
