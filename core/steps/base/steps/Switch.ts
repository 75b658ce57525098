import { BaseStep, boolean, defineParameters, mapping, select } from "sluice";
import { evaluateJsonata } from "../util/evaluateJsonata.ts";
import { isTrue } from "../util/isTrue.ts";
import { NoCaseException } from "../util/NoCaseException.ts";

const parameters = defineParameters({
  cases: mapping<string>({
    title: "Cases",
    description:
      "Name of an output, and a JSONata condition over the data of the earlier steps; each case is an output of the step.",
    sampleValue: { large: "total > 1000", small: "total <= 1000" },
    required: true,
  }),
  choose: select({
    title: "Choose",
    description: "Whether the data takes the first case that is true, or every one.",
    options: [
      { value: "first", label: "The first case that is true" },
      { value: "all", label: "Every case that is true" },
    ],
    defaultValue: "first",
  }),
  must_match: boolean({
    title: "One must be true",
    description: "The step fails when no case is true; otherwise nothing behind it runs then.",
    defaultValue: false,
  }),
});

const help = `
Sends the data of the earlier steps on to one of several branches. Each case is an output with a handle of its own.

\`\`\`
large    total > 1000
urgent   $exists(due) and $toMillis(due) < $millis()
other    true
\`\`\`

Conditions are [JSONata](https://jsonata.org) and are tried from top to bottom; a last case \`true\` takes what is left. The data goes on as
it is. What stands behind an output that is not chosen is skipped.
`;

/** Sends data to one of several branches. */
export default class Switch extends BaseStep.with(parameters) {
  override friendlyName = "Switch";
  override description = "Sends the data on to the branches whose conditions are true";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Flow";
  override icon = "split";
  override help = help;
  override outputsFrom = "cases";

  override async execute() {
    const input = this.joinPreviousStepData();
    const chosen: string[] = [];
    for (const [name, condition] of Object.entries(this.getParameter("cases"))) {
      if (
        !isTrue(
          await evaluateJsonata({
            expression: String(condition),
            input,
            bindings: {},
            timeoutMs: 10_000,
            maxDepth: 500,
          }),
        )
      )
        continue;
      chosen.push(name);
      if (this.getParameter("choose") === "first") break;
    }
    if (chosen.length === 0 && this.getParameter("must_match"))
      throw new NoCaseException("No case is true for this data");
    this.logger.flow(chosen.length === 0 ? "No case is true" : `Goes to ${chosen.join(", ")}`);
    this.routeTo(chosen);
    if (input !== undefined) await this.saveDataForNextStep(input);
  }
}
