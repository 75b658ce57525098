import { BaseStep, defineParameters, list, select } from "sluice";
import { keyOf } from "../util/keyOf.ts";

const parameters = defineParameters({
  by: list<string>({
    title: "By",
    description: "Fields in which rows are compared; empty = whole rows.",
    sampleValue: ["email"],
    defaultValue: [],
  }),
  keep: select({
    title: "Keep",
    description: "Which of several equal rows stays.",
    options: [
      { value: "first", label: "The first" },
      { value: "last", label: "The last" },
    ],
    defaultValue: "first",
  }),
});

const help = `
Keeps one of each set of equal rows of a list, at the place where the first of them stood.

\`1\` and \`"1"\` are different; the order of the keys of an object makes no difference.
`;

/** Keeps one of each set of equal rows. */
export default class RemoveDuplicates extends BaseStep.with(parameters) {
  override friendlyName = "Remove duplicates";
  override description = "Keeps one of each set of equal rows of a list";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Lists";
  override icon = "copy-minus";
  override help = help;

  override async execute() {
    const by = this.getParameter("by");
    const keepsLast = this.getParameter("keep") === "last";
    const rows = new Map<string, unknown>();
    let all = 0;
    for await (const row of this.streamPreviousStepData()) {
      all += 1;
      const key = keyOf(row, by);
      if (keepsLast || !rows.has(key)) rows.set(key, row);
    }
    this.logger.info("Removed %d of %d rows", all - rows.size, all);
    await this.saveDataForNextStep([...rows.values()]);
  }
}
