import { code, defineParameters, json } from "sluice";
import { PostgresStep, readRows, withPostgres } from "../util/postgres.ts";
import { toPostgresValue } from "../util/postgresTypes.ts";
import { settingsHelp } from "../util/serverSettings.ts";

const parameters = defineParameters({
  statement: code({
    title: "Statement",
    description: "One SQL statement that gives rows. Values stand in it as `$1`, `$2`, never as text.",
    sampleValue: "SELECT id, name FROM devices WHERE site = $1",
    language: "sql",
    required: true,
  }),
  values: json<unknown[]>({
    title: "Values",
    description: "A list: the first value is `$1`.",
    sampleValue: ["${appvar.site}"],
    defaultValue: [],
  }),
});

const help = `
Runs a statement on a PostgreSQL server and saves its rows as objects, as they come, so that a result may be larger than the memory. \`INSERT ... RETURNING\`
and the like are statements that give rows too.

**Types.** \`bigint\` comes as a number, or as a big integer beyond 2^53; \`numeric\` as text, so that no digit is lost; \`timestamptz\` as a date
(to the millisecond); \`date\`, \`timestamp\`, \`time\` and \`interval\`, which name no moment, as text; \`bytea\` as bytes; \`json\` as its value; arrays as lists.

A list among the values is written as JSON; for an array parameter give the text \`{1,2}\`.
${settingsHelp(5432)}`;

/** PostgreSQL Select. */
export default class PostgreSQLSelect extends PostgresStep.with(parameters) {
  override friendlyName = "PostgreSQL Select";
  override description = "Asks a PostgreSQL server for rows";
  override help = help;

  override async execute() {
    const text = this.getParameter("statement");
    const values = this.getParameter("values").map((value) => toPostgresValue(value));
    await withPostgres(this, (client) => this.saveDataForNextStep(readRows(client, { text, values })));
  }
}
