import { BaseStep, defineParameters, number, text } from "sluice";

const parameters = defineParameters({
  url: text({
    title: "Address",
    description: "Of the service; `/people` is asked for.",
    sampleValue: "${config.url}",
    required: true,
  }),
  limit: number({ title: "At most", description: "How many people to take.", defaultValue: 100, min: 1 }),
});

/** Reads people from a web service. */
export default class SampleReadPeople extends BaseStep.with(parameters) {
  override friendlyName = "Read people";
  override description = "Asks a web service for people";
  override version = "1.0.0";
  override author = "Sluice";

  override async execute() {
    const address = new URL("/people", this.getParameter("url"));
    const answer = await fetch(address, { signal: this.signal });
    if (!answer.ok) {
      // The body is read, so that the connection can be used again.
      await answer.text();
      throw new Error(`${address} answered with status ${answer.status}`);
    }
    const people = (await answer.json()) as unknown[];
    this.logger.flow("%s people", people.length);
    await this.saveDataForNextStep(people.slice(0, this.getParameter("limit")));
  }
}
