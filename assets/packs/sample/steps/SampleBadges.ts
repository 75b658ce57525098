import { BaseStep } from "sluice";
import { type Person, toBadge } from "../util/toBadge.ts";

/** Makes badges of people. */
export default class SampleBadges extends BaseStep {
  override friendlyName = "Make badges";
  override description = "Makes a line of text of each person";
  override version = "1.0.0";
  override author = "Sluice";

  override async execute() {
    const people = this.joinPreviousStepData() as Person[];
    await this.saveDataForNextStep(people.map(toBadge));
  }
}
