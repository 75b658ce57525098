import { code, defineParameters, duration, list, number, select } from "sluice";
import { listenFor } from "../util/listenFor.ts";
import { PostgresStep, withPostgres } from "../util/postgres.ts";
import { settingsHelp } from "../util/serverSettings.ts";

const parameters = defineParameters({
  channels: list<string>({
    title: "Channels",
    description:
      "Names of the channels, with capitals as `NOTIFY` was given them in quotes; without quotes they are in small letters.",
    sampleValue: ["device_changed"],
    required: true,
  }),
  count: number({
    title: "Notifications",
    description: "So many are enough.",
    defaultValue: 1,
    min: 1,
    max: 100_000,
  }),
  wait: duration({
    title: "Wait",
    description: "Longest time to wait for them.",
    defaultValue: 60,
    min: 0.001,
    max: 2_000_000,
  }),
  on_end: select({
    title: "When the time ends",
    description: "What happens when fewer came in that time.",
    options: [
      { value: "go_on", label: "Go on with those that came" },
      { value: "fail", label: "Fail" },
    ],
    defaultValue: "go_on",
  }),
  payload: select({
    title: "Payload as",
    description: "What becomes of the text of a notification.",
    options: [
      { value: "text", label: "Text" },
      { value: "json", label: "What it holds as JSON" },
    ],
    defaultValue: "text",
  }),
  statement: code({
    title: "First statement",
    description: "Runs when the step listens already, so that no answer to it is missed.",
    sampleValue: "SELECT start_export()",
    language: "sql",
    advanced: true,
  }),
});

const help = `
Waits for notifications of a PostgreSQL server (\`NOTIFY\`, \`pg_notify\`) and saves them in the order in which they came, as a list of
\`{channel, payload, process_id}\`. It ends when there are as many as wanted, or with the time.

Only what is sent while it listens is heard: a server keeps no notification for later. What must not be missed belongs in a table, and the
notification only says that there is something to read. The step holds a worker while it waits, and the wait counts for the *Attempt timeout* of
the step.
${settingsHelp(5432)}`;

/** PostgreSQL Listen. */
export default class PostgreSQLListen extends PostgresStep.with(parameters) {
  override friendlyName = "PostgreSQL Listen";
  override description = "Waits for notifications of a PostgreSQL server";
  override help = help;

  override async execute() {
    const found = await withPostgres(this, (client) =>
      listenFor(client, {
        channels: this.getParameter("channels").map(String),
        count: this.getParameter("count"),
        waitMs: this.getParameter("wait"),
        mayBeFewer: this.getParameter("on_end") === "go_on",
        asJson: this.getParameter("payload") === "json",
        statement: this.getParameter("statement"),
        signal: this.signal,
      }),
    );
    this.logger.flow("Heard %d notifications", found.length);
    await this.saveDataForNextStep(found);
  }
}
