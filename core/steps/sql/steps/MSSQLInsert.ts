import { defineParameters, list, text } from "sluice";
import { MssqlStep, withMssql } from "../util/mssql.ts";
import { settingsHelp } from "../util/serverSettings.ts";
import { writeMssql } from "../util/writeMssql.ts";

const parameters = defineParameters({
  table: text({
    title: "Table",
    description: "The table, with its schema before a dot if it is not that of the user.",
    sampleValue: "dbo.devices",
    required: true,
  }),
  columns: list({
    title: "Columns",
    description: "The fields that are written. Without any, every field of a row must be a column.",
    sampleValue: ["id", "name"],
    defaultValue: [],
  }),
});

const help = `
Writes the rows of the earlier steps, objects with a field for each column, into a table of a Microsoft SQL Server: in batches and in one transaction,
so either all are written or none. A field that a row does not have gets the default of its column. It saves \`{rows, written}\`.

**Types.** Dates are written in UTC, big integers and bytes exactly, lists and objects as JSON. A decimal of many digits is written as text.
${settingsHelp(1433)}`;

/** MS-SQL Insert (manual, Default steps). */
export default class MSSQLInsert extends MssqlStep.with(parameters) {
  override friendlyName = "MS-SQL Insert";
  override description = "Writes rows into a table of a Microsoft SQL Server";
  override help = help;

  override async execute() {
    const table = this.getParameter("table");
    const columns = this.getParameter("columns").map(String);
    const rows = this.streamPreviousStepData();
    const saved = await withMssql(this, (server) => writeMssql(server, { table, rows, columns }));
    this.logger.flow("Wrote %d rows into %s", saved.rows, table);
    await this.saveDataForNextStep(saved);
  }
}
