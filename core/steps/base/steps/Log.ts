import { BaseStep, boolean, defineParameters, longText, select } from "sluice";

const longest = 10_000;

const parameters = defineParameters({
  message: longText({
    title: "Message",
    description: "What to write; `${name}` takes a value from the data of the earlier steps.",
    sampleValue: "${count} devices found in ${appvar.region}",
    required: true,
  }),
  level: select({
    title: "Level",
    description: "Flow is always kept; warning and above mark the step yellow.",
    options: ["debug", "info", "flow", "warning", "error", "critical"],
    defaultValue: "flow",
  }),
  include_data: boolean({
    title: "Include the data",
    description: `Adds the data of the earlier steps as JSON; of more than ${longest} characters only the size.`,
    defaultValue: false,
  }),
});

const help = `
Writes one line to the log of the run and passes the data of the earlier steps on unchanged, so it can stand anywhere in a flow.
`;

/** Writes a line to the log. */
export default class Log extends BaseStep.with(parameters) {
  override friendlyName = "Log";
  override description = "Writes a message to the log and passes its data on";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Flow";
  override icon = "scroll-text";
  override help = help;

  override async execute() {
    const data = this.joinPreviousStepData();
    const message = this.getParameter("message");
    // The message is data, not a format: a % in it stays as it is.
    this.logger[this.getParameter("level")](
      "%s",
      this.getParameter("include_data") ? `${message} ${shown(data)}` : message,
    );
    if (data !== undefined) await this.saveDataForNextStep(data);
  }
}

/** Never a part of the data: it could hold a part of a secret, which nothing would mask. */
function shown(data: unknown): string {
  const plain = (_key: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
  const text = JSON.stringify(data, plain) ?? "no data";
  return text.length > longest ? `(${text.length} characters of data)` : text;
}
