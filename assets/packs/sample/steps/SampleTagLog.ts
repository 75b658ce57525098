import { Log } from "base_steps_syncpack";

/** The Log step with a name of its own, and a flow line before it. */
export default class SampleTagLog extends Log {
  override friendlyName = "Log with a mark";
  override version = "1.0.0";
  override author = "Sluice";

  override async execute() {
    this.logger.flow("from the sample pack");
    await super.execute();
  }
}
