import { BaseStep, boolean, defineParameters, type ResumeResult, text } from "sluice";
import { RejectedException } from "../util/RejectedException.ts";

const parameters = defineParameters({
  title: text({
    title: "Question",
    description: "What the person decides about.",
    sampleValue: "Delete ${count} devices?",
    required: true,
  }),
  fail_when_rejected: boolean({
    title: "Fail when rejected",
    description: "A rejection fails the step; otherwise the output *rejected* is taken.",
    defaultValue: false,
  }),
});

const help = `
Waits until a person approves or rejects, in the editor or over the API. It holds no worker and survives restarts.

The output *approved* or *rejected* is taken, with \`{approved, by, comment, data}\`: who decided, what they wrote, and the data of the earlier
steps.
`;

/** Waits for a person. */
export default class Approve extends BaseStep.with(parameters) {
  override friendlyName = "Approve";
  override description = "Waits until a person approves or rejects";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Flow";
  override icon = "user-check";
  override help = help;
  override outputs = [
    { name: "approved", title: "Approved" },
    { name: "rejected", title: "Rejected" },
  ];

  override async execute() {
    return this.suspend({ approval: { title: this.getParameter("title") } });
  }

  override async resume(result: ResumeResult) {
    if (result.kind !== "approval") throw new TypeError("Woken without a decision");
    const { approved, by, comment } = result;
    const words = `${approved ? "Approved" : "Rejected"} by ${by}${comment === "" ? "" : `: ${comment}`}`;
    if (!approved && this.getParameter("fail_when_rejected")) throw new RejectedException(words);
    this.logger.flow(words);
    this.routeTo([approved ? "approved" : "rejected"]);
    await this.saveDataForNextStep({ approved, by, comment, data: this.joinPreviousStepData() ?? null });
  }
}
