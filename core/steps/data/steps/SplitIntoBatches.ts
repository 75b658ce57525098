import { BaseStep, defineParameters, number } from "sluice";

const parameters = defineParameters({
  size: number({
    title: "Size",
    description: "Most rows of one batch.",
    sampleValue: 100,
    defaultValue: 100,
    min: 1,
    max: 1_000_000,
  }),
});

const help = `
Splits a list into lists of a few rows each, such as for a server that takes at most so many at once.

The rows are read one by one and the batches are saved one by one, so that a list may be larger than the memory.
`;

/** Splits a list into lists. */
export default class SplitIntoBatches extends BaseStep.with(parameters) {
  override friendlyName = "Split into batches";
  override description = "Splits a list into lists of at most so many rows";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Lists";
  override icon = "rows-3";
  override help = help;

  override async execute() {
    await this.saveDataForNextStep(this.#split());
  }

  async *#split() {
    const size = Math.floor(this.getParameter("size"));
    let batch: unknown[] = [];
    for await (const row of this.streamPreviousStepData()) {
      batch.push(row);
      if (batch.length < size) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }
}
