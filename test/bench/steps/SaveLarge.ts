import { BaseStep, defineParameters, number, select } from "sluice";
import { buildLargeRows } from "../largeRows.ts";

const parameters = defineParameters({
  kind: select({ title: "Kind", options: ["buffer", "rows"], required: true }),
  megabytes: number({ title: "Size in MB", required: true }),
});

/** Saves a large value and says when it began to. */
export default class SaveLarge extends BaseStep.with(parameters) {
  override friendlyName = "Save large data";
  override description = "Makes a buffer or rows of a given size and saves them";
  override version = "1.0.0";

  override async execute() {
    const megabytes = this.getParameter("megabytes");
    const value =
      this.getParameter("kind") === "buffer" ? Buffer.alloc(megabytes * 2 ** 20, 7) : buildLargeRows(megabytes);
    this.logger.flow(`saving at ${Date.now()}`);
    await this.saveDataForNextStep(value);
  }
}
