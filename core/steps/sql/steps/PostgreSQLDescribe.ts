import { defineParameters, text } from "sluice";
import { PostgresStep, toPostgresException, withPostgres } from "../util/postgres.ts";
import { describeTable, listTables } from "../util/postgresTables.ts";
import { settingsHelp } from "../util/serverSettings.ts";

const parameters = defineParameters({
  table: text({
    title: "Table",
    description: "The table, with its schema before a dot if it is not `public`. Empty: all tables are listed.",
    sampleValue: "inventory.devices",
  }),
});

const help = `
Saves the columns of a table as a list of \`{name, type, nullable, default, primary_key}\`, in their order. Without a table it saves the
tables and views of the database as a list of \`{schema, table, type}\`.
${settingsHelp(5432)}`;

/** PostgreSQL Describe. */
export default class PostgreSQLDescribe extends PostgresStep.with(parameters) {
  override friendlyName = "PostgreSQL Describe";
  override description = "Lists the tables of a PostgreSQL server, or the columns of one";
  override help = help;

  override async execute() {
    const table = this.getParameter("table");
    const saved = await withPostgres(this, async (client) => {
      try {
        if (table === null || table === "") return await listTables(client);
        return (await describeTable(client, table)).map(({ is_array: _, ...column }) => column);
      } catch (error) {
        throw toPostgresException(error, `the description of ${table || "all tables"}`);
      }
    });
    await this.saveDataForNextStep(saved);
  }
}
