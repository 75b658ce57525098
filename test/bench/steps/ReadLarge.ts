import { BaseStep } from "sluice";

/** Reads what its producer saved and says when it has it. */
export default class ReadLarge extends BaseStep {
  override friendlyName = "Read large data";
  override description = "Reads the data of the step before it";
  override version = "1.0.0";

  override async execute() {
    const value = this.joinPreviousStepData() as { length: number };
    this.logger.flow(`read at ${Date.now()}`);
    await this.saveDataForNextStep({ length: value.length });
  }
}
