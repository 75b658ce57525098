import { defineParameters, list, select, text } from "sluice";
import { MysqlStep, withMysql } from "../util/mysql.ts";
import { settingsHelp } from "../util/serverSettings.ts";
import { writeMysql } from "../util/writeMysql.ts";

const parameters = defineParameters({
  table: text({
    title: "Table",
    description: "The table, with its database before a dot if it is not that of the connection.",
    sampleValue: "devices",
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
      { value: "update", label: "Update the one that is there" },
    ],
    defaultValue: "fail",
  }),
});

const help = `
Writes the rows of the earlier steps, objects with a field for each column, into a table of a MySQL or MariaDB server: in batches and in one
transaction, so either all are written or none (in a table that knows transactions, as those of InnoDB do). A field that a row does not have gets the
default of its column. It saves \`{rows, written}\`; the server counts a row that it updates twice.

**Types.** Dates are written in UTC, big integers and bytes exactly, lists and objects as JSON.
${settingsHelp(3306)}`;

/** MySQL Insert. */
export default class MySQLInsert extends MysqlStep.with(parameters) {
  override friendlyName = "MySQL Insert";
  override description = "Writes rows into a table of a MySQL or MariaDB server";
  override help = help;

  override async execute() {
    const table = this.getParameter("table");
    const saved = await withMysql(this, (server) =>
      writeMysql(server, {
        table,
        rows: this.streamPreviousStepData(),
        columns: this.getParameter("columns").map(String),
        onConflict: this.getParameter("on_conflict"),
      }),
    );
    this.logger.flow("Wrote %d rows into %s", saved.rows, table);
    await this.saveDataForNextStep(saved);
  }
}
