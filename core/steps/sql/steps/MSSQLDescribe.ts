import { defineParameters, text } from "sluice";
import { MssqlStep, withMssql } from "../util/mssql.ts";
import { describeTable, listTables } from "../util/mssqlTables.ts";
import { settingsHelp } from "../util/serverSettings.ts";

const parameters = defineParameters({
  table: text({
    title: "Table",
    description: "The table, with its schema before a dot if it is not that of the user. Empty: all tables are listed.",
    sampleValue: "dbo.devices",
  }),
});

const help = `
Saves the columns of a table as a list of \`{name, type, nullable, default, primary_key}\`, in their order. Without a table it saves the tables
and views of the database that the user may see as a list of \`{schema, table, type}\`.
${settingsHelp(1433)}`;

/** MS-SQL Describe (manual, Default steps). */
export default class MSSQLDescribe extends MssqlStep.with(parameters) {
  override friendlyName = "MS-SQL Describe";
  override description = "Lists the tables of a Microsoft SQL Server, or the columns of one";
  override help = help;

  override async execute() {
    const table = this.getParameter("table");
    const saved = await withMssql(this, (server) =>
      table === null || table === "" ? listTables(server) : describeTable(server, table),
    );
    await this.saveDataForNextStep(saved);
  }
}
