import { defineParameters, list, text } from "sluice";
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
  key: list({
    title: "Key",
    description: "The columns that tell whether a row is there already. The table has a unique index on them.",
    sampleValue: ["id"],
    min: 1,
    required: true,
  }),
  columns: list({
    title: "Columns",
    description:
      "The fields that are written, those of the key included. Without any, every field of a row must be a column.",
    sampleValue: ["id", "name"],
    defaultValue: [],
  }),
});

const help = `
Writes the rows of the earlier steps into a table of a PostgreSQL server: a row whose key is not there is added, another one is updated with
the fields it brings. All in one transaction, in order: of two rows with one key the later counts. It saves \`{rows, written}\`.

Types are those of *PostgreSQL Insert*.
${settingsHelp(5432)}`;

/** PostgreSQL Upsert. */
export default class PostgreSQLUpsert extends PostgresStep.with(parameters) {
  override friendlyName = "PostgreSQL Upsert";
  override description = "Adds rows to a table of a PostgreSQL server, or updates those that are there";
  override help = help;

  override async execute() {
    const table = this.getParameter("table");
    const saved = await withPostgres(this, (client) =>
      writePostgres(client, {
        table,
        rows: this.streamPreviousStepData(),
        columns: this.getParameter("columns").map(String),
        onConflict: { kind: "update", key: this.getParameter("key").map(String) },
      }),
    );
    this.logger.flow("Wrote %d rows into %s", saved.written, table);
    await this.saveDataForNextStep(saved);
  }
}
