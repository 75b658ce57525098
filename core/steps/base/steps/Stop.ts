import { BaseStep, code, defineParameters, select, text } from "sluice";
import { evaluateJsonata } from "../util/evaluateJsonata.ts";
import { isTrue } from "../util/isTrue.ts";
import { StopException } from "../util/StopException.ts";

const parameters = defineParameters({
  when: code({
    title: "When",
    description: "A JSONata condition over the data of the earlier steps; empty = always.",
    sampleValue: "$count($) = 0",
    language: "jsonata",
    defaultValue: "",
  }),
  as: select({
    title: "As",
    description: "Whether the run fails, or what stands behind this step is left out.",
    options: [
      { value: "failure", label: "Failure" },
      { value: "success", label: "Success: nothing behind this step runs" },
    ],
    defaultValue: "failure",
  }),
  message: text({
    title: "Message",
    description: "Why it stops; it stands in the log or is the error.",
    sampleValue: "There are no orders for ${appvar.city}",
    defaultValue: "Stopped by the flow",
  }),
});

const help = `
Ends this branch of the flow: with an error, so that the run fails (or takes its error edges), or quietly, so that the steps behind it are
skipped and the run can still succeed.

With a condition it stops only when that is true, and passes the data of the earlier steps on otherwise.
`;

/** Ends a branch of the flow. */
export default class Stop extends BaseStep.with(parameters) {
  override friendlyName = "Stop";
  override description = "Ends this branch of the flow, as a failure or quietly";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Flow";
  override icon = "octagon-x";
  override help = help;

  override async execute() {
    const input = this.joinPreviousStepData();
    if (await this.#isDue(input)) {
      const message = this.getParameter("message");
      if (this.getParameter("as") === "failure") throw new StopException(message);
      this.logger.flow(message);
      this.routeTo([]);
      return;
    }
    if (input !== undefined) await this.saveDataForNextStep(input);
  }

  async #isDue(input: unknown): Promise<boolean> {
    const expression = this.getParameter("when");
    if (expression.trim() === "") return true;
    return isTrue(await evaluateJsonata({ expression, input, bindings: {}, timeoutMs: 10_000, maxDepth: 500 }));
  }
}
