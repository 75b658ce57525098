import { defineParameters, text } from "sluice";
import { MysqlStep, withMysql } from "../util/mysql.ts";
import { describeTable, listTables } from "../util/mysqlTables.ts";
import { settingsHelp } from "../util/serverSettings.ts";

const parameters = defineParameters({
  table: text({
    title: "Table",
    description:
      "The table, with its database before a dot if it is not that of the connection. Empty: all tables are listed.",
    sampleValue: "devices",
  }),
});

const help = `
Saves the columns of a table as a list of \`{name, type, nullable, default, primary_key}\`, in their order. Without a table it saves the tables
and views that the user may see as a list of \`{database, table, type}\`.
${settingsHelp(3306)}`;

/** MySQL Describe. */
export default class MySQLDescribe extends MysqlStep.with(parameters) {
  override friendlyName = "MySQL Describe";
  override description = "Lists the tables of a MySQL or MariaDB server, or the columns of one";
  override help = help;

  override async execute() {
    const table = this.getParameter("table");
    const saved = await withMysql(this, (server) =>
      table === null || table === "" ? listTables(server) : describeTable(server, table),
    );
    await this.saveDataForNextStep(saved);
  }
}
