import { BaseStep, boolean, defineParameters, text } from "sluice";

// A step class of your own, to copy and change. Save it as NewName.ts and name the class like the file: that name is what
// applications write as "file". It must be unique and cannot contain spaces.

// The parameters of the step: what a person fills in, and what getParameter reads, with its type.
// Kinds: text, longText, number, boolean, select, json, code, list, mapping, secret, date, duration, file and others.
const parameters = defineParameters({
  greeting: text({
    description: "Stands before the data; ${...} takes values of variables and of earlier steps.",
    sampleValue: "Hello ${appvar.exampleVariable}",
    defaultValue: "Hello",
  }),
  fail_if_empty: boolean({
    description: "Fails when the earlier steps handed over nothing.",
    defaultValue: false,
  }),
});

/** The template for new step classes (manual, Creating a Step from the Step Template). */
export default class stepTemplate extends BaseStep.with(parameters) {
  // What people see of the step.
  override friendlyName = "Step Template";
  override description =
    "Template for new step classes: joins the data of the earlier steps and saves it with a greeting";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Code";
  override icon = "file-code";
  override help = `
The help page of the step, in Markdown. This one saves \`{greeting, data}\` and is a template: copy it, then change name, texts,
parameters and \`execute\`.
`;

  // The work of the step. Throwing an error fails the attempt; the retry options of the application decide what follows.
  override async execute() {
    // Everything the earlier steps saved, as one list or object; undefined if they saved nothing.
    const data = this.joinPreviousStepData();
    if (data === undefined && this.getParameter("fail_if_empty")) {
      throw new Error("The earlier steps handed over no data");
    }

    // flow records progress and is always kept; debug and info only in a debug run; warning marks the step yellow.
    this.logger.flow("%s: received %s", this.getName(), Array.isArray(data) ? `${data.length} items` : typeof data);

    // What the next steps get.
    await this.saveDataForNextStep({ greeting: this.getParameter("greeting"), data: data ?? null });
  }
}
