import { BaseStep, defineParameters, select } from "sluice";
import { parseJson, parseJsonLines } from "../util/jsonText.ts";
import { readText } from "../util/readText.ts";
import { readSource, sourceParameter } from "../util/sourceParameter.ts";

const parameters = defineParameters({
  source: sourceParameter,
  format: select({
    title: "Format",
    description: "One JSON value, or one in each line.",
    options: [
      { value: "json", label: "JSON" },
      { value: "lines", label: "JSON Lines" },
    ],
    defaultValue: "json",
  }),
  on_error: select({
    title: "Lines that are no JSON",
    description: "What becomes of them.",
    options: [
      { value: "fail", label: "The step fails" },
      { value: "skip", label: "They are left out, with a warning" },
    ],
    defaultValue: "fail",
    showWhen: { parameter: "format", equals: "lines" },
  }),
});

const help = `
Reads JSON, or JSON Lines: one value in each line, as logs and exports have it. Empty lines are left out.

An error names line and column.
`;

/** JSON text to data. */
export default class ParseJSON extends BaseStep.with(parameters) {
  override friendlyName = "Parse JSON";
  override description = "Reads JSON or JSON Lines text into data";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Formats";
  override icon = "braces";
  override help = help;

  override async execute() {
    const written = readText(readSource(this));
    if (this.getParameter("format") === "json") {
      await this.saveDataForNextStep(parseJson(written));
      return;
    }
    const skips = this.getParameter("on_error") === "skip";
    const rows = parseJsonLines(written, (error) => {
      if (!skips) throw error;
      this.logger.warning("Left out: %s", error.message);
    });
    await this.saveDataForNextStep(rows);
  }
}
