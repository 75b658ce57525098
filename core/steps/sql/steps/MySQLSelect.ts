import { code, defineParameters, json } from "sluice";
import { MysqlStep, withMysql } from "../util/mysql.ts";
import { toMysqlValue } from "../util/mysqlTypes.ts";
import { settingsHelp } from "../util/serverSettings.ts";

const parameters = defineParameters({
  statement: code({
    title: "Statement",
    description: "One SQL statement. Values stand in it as `?`, never as text.",
    sampleValue: "SELECT id, name FROM devices WHERE site = ?",
    language: "sql",
    required: true,
  }),
  values: json<unknown[]>({
    title: "Values",
    description: "A list with a value for each `?`, in order.",
    sampleValue: ["${appvar.site}"],
    defaultValue: [],
  }),
});

const help = `
Runs a statement on a MySQL or MariaDB server and saves its rows as objects, as they come, so that a result may be larger than the memory. A statement
without rows saves an empty list.

**Types.** \`BIGINT\` comes as a number, or as a big integer beyond 2^53; \`DECIMAL\` as text, so that no digit is lost; \`TIMESTAMP\` as a date;
\`DATE\`, \`DATETIME\` and \`TIME\`, which name no moment, as text; \`BLOB\` and \`BINARY\` as bytes; \`JSON\` as its value.
${settingsHelp(3306)}`;

/** MySQL Select. */
export default class MySQLSelect extends MysqlStep.with(parameters) {
  override friendlyName = "MySQL Select";
  override description = "Asks a MySQL or MariaDB server for rows";
  override help = help;

  override async execute() {
    const sql = this.getParameter("statement");
    const values = this.getParameter("values").map(toMysqlValue);
    await withMysql(this, (server) => this.saveDataForNextStep(server.readRows({ sql, values })));
  }
}
