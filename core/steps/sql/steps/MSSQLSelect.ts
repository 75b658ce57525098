import { code, defineParameters, mapping } from "sluice";
import { MssqlStep, withMssql } from "../util/mssql.ts";
import { settingsHelp } from "../util/serverSettings.ts";

const parameters = defineParameters({
  statement: code({
    title: "Statement",
    description: "One SQL statement. Values stand in it as `@name`, never as text.",
    sampleValue: "SELECT id, name FROM devices WHERE site = @site",
    language: "sql",
    required: true,
  }),
  values: mapping<unknown>({
    title: "Values",
    description: "A value for each `@name` of the statement.",
    sampleValue: { site: "${appvar.site}" },
    defaultValue: {},
  }),
});

const help = `
Runs a statement on a Microsoft SQL Server and saves its rows as objects, as they come, so that a result may be larger than the memory. A statement
without rows saves an empty list.

**Types.** \`BIGINT\` comes as a number, or as a big integer beyond 2^53; \`DECIMAL\` and \`MONEY\` as text, so that no digit is lost (a number of
more than 15 digits fails the step: ask for \`CAST(x AS varchar(50))\`); \`DATETIMEOFFSET\` as a date; \`DATE\`, \`TIME\`, \`DATETIME\` and
\`DATETIME2\`, which name no moment, as text; \`VARBINARY\` as bytes; \`BIT\` as a boolean. A column without a name is called *column_1* by its place.
${settingsHelp(1433)}`;

/** MS-SQL Select (manual, Default steps). */
export default class MSSQLSelect extends MssqlStep.with(parameters) {
  override friendlyName = "MS-SQL Select";
  override description = "Asks a Microsoft SQL Server for rows";
  override help = help;

  override async execute() {
    const sql = this.getParameter("statement");
    const given = Object.entries(this.getParameter("values"));
    const values = Object.fromEntries(given.map(([name, value]) => [name.replace(/^@/, ""), value]));
    await withMssql(this, (server) => this.saveDataForNextStep(server.readRows({ sql, values })));
  }
}
