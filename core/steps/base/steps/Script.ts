import { BaseStep, code, defineParameters, json, select } from "sluice";
import { loadScript } from "../util/loadScript.ts";

const parameters = defineParameters({
  code: code({
    title: "Code",
    description: "TypeScript: a module that exports a default function, or just its body. What it returns is saved.",
    sampleValue:
      "interface Order { price: number; quantity: number }\n\nexport default async function (input: Order[]) {\n  return input.map((order) => order.price * order.quantity);\n}\n",
    language: "typescript",
    required: true,
  }),
  values: json<Record<string, unknown>>({
    title: "Values",
    description: "Third argument of the function. `${...}` is resolved here, not in the code.",
    sampleValue: { city: "${appvar.city}" },
    defaultValue: {},
  }),
  input: select({
    title: "Input",
    description:
      "First argument of the function: the joined data of the earlier steps, or an object of their data by step name.",
    options: [
      { value: "joined", label: "Joined data" },
      { value: "by_step", label: "Data by step name" },
    ],
    defaultValue: "joined",
  }),
});

const help = `
Runs TypeScript written in the application.

\`\`\`ts
interface Order { id: number; total: number }

export default async function (input: Order[], step, values: { limit: number }) {
  step.logger.flow("Checking %d orders", input.length);
  return input.filter((order) => order.total > values.limit);
}
\`\`\`

- \`input\`: the data of the earlier steps. \`values\`: the parameter *Values*, with \`\${...}\` resolved.
- \`step\`: the running step with all its functions: \`logger\`, \`cache\`, \`report\`, \`routeTo\`, \`getAppVariable\`, \`fetch\`, \`signal\`,
  \`idempotencyKey\` and the others of BaseStep.
- What is returned is saved for the next step; returning nothing saves nothing. An async iterable is saved row by row.
- Without \`export default\` the code is the body of that function, with \`input\`, \`step\` and \`values\` at hand.
- Modules of Node can be imported (\`import { readFile } from "node:fs/promises"\`); for packages write a step class.
- Types are erased, not checked, and constructs that need more than erasing (enum, namespace) are refused.

Errors show line and column of the script.
`;

/** Runs TypeScript given as a parameter. */
export default class Script extends BaseStep.with(parameters) {
  override friendlyName = "Script";
  override description = "Runs TypeScript written in the application and saves what it returns";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Code";
  override icon = "square-code";
  override help = help;

  override async execute() {
    const script = await loadScript(this.getParameter("code"));
    const input = this.getParameter("input") === "by_step" ? this.#dataByStep() : this.joinPreviousStepData();
    const result = await script(input, this, this.getParameter("values"));
    if (result !== undefined) await this.saveDataForNextStep(result);
  }

  #dataByStep(): Record<string, unknown> {
    const names = this.getAvailablePreviousStepInputPositions().map(([name]) => name);
    return Object.fromEntries(names.map((name) => [name, this.getDataFromStepByName(name)]));
  }
}
