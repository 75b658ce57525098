import { BaseStep, code, defineParameters, duration, json, number } from "sluice";
import { evaluateJsonata } from "../util/evaluateJsonata.ts";

const parameters = defineParameters({
  expression: code({
    title: "Expression",
    description:
      "A JSONata expression over the data of the earlier steps. `${...}` in it is left alone; use the bindings.",
    sampleValue: "$[price > $limit].{ 'name': name, 'total': price * quantity }",
    language: "jsonata",
    required: true,
  }),
  bindings: json<Record<string, unknown>>({
    title: "Bindings",
    description: 'Values for the expression by name; `{"limit": 5}` is `$limit` in it. `${appvar.X}` is resolved here.',
    sampleValue: { limit: "${appvar.limit}" },
    defaultValue: {},
  }),
  timeout: duration({
    title: "Timeout",
    description: "Longest time for the expression.",
    defaultValue: 10,
    min: 0.001,
    advanced: true,
  }),
  max_depth: number({
    title: "Deepest recursion",
    description: "A recursion deeper than this fails instead of exhausting the memory.",
    defaultValue: 500,
    min: 10,
    max: 5000,
    advanced: true,
  }),
});

const help = `
Reshapes the data of the earlier steps with [JSONata](https://jsonata.org): pick, filter, group, sum, rename.

\`\`\`
{ "count": $count($), "total": $sum($.(price * quantity)) }
\`\`\`

The root \`$\` (and \`$$\`) is the joined data. An expression that finds nothing saves nothing. An error names the line and column
of the expression. A JSONata result of one item is that item; write \`[...]\` around an expression that must stay a list.
`;

/** Reshapes data with JSONata. */
export default class Transform extends BaseStep.with(parameters) {
  override friendlyName = "Transform";
  override description = "Reshapes the data of the earlier steps with a JSONata expression";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Data";
  override icon = "shapes";
  override help = help;

  override async execute() {
    const result = await evaluateJsonata({
      expression: this.getParameter("expression"),
      input: this.joinPreviousStepData(),
      bindings: this.getParameter("bindings"),
      timeoutMs: this.getParameter("timeout"),
      maxDepth: this.getParameter("max_depth"),
    });
    if (result === undefined) this.logger.info("The expression found nothing, so nothing is saved");
    else await this.saveDataForNextStep(result);
  }
}
