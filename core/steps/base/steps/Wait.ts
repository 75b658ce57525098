import { setTimeout as pause } from "node:timers/promises";
import { BaseStep, date, defineParameters, duration, type ResumeResult, select } from "sluice";
import { shownValue } from "../util/shownValue.ts";

/** Shorter waits are over before a suspension pays. */
const suspendFromMs = 1000;

const parameters = defineParameters({
  wait_for: select({
    title: "Wait",
    description: "For some time, or until a moment.",
    options: [
      { value: "duration", label: "For a duration" },
      { value: "until", label: "Until a moment" },
    ],
    defaultValue: "duration",
  }),
  duration: duration({
    title: "Duration",
    description: "How long, in seconds or as text such as `1h 30m`.",
    sampleValue: "5m",
    min: 0,
    required: true,
    showWhen: { parameter: "wait_for", equals: "duration" },
  }),
  until: date({
    title: "Until",
    description: "A moment in ISO 8601; one that has passed ends the wait at once.",
    sampleValue: "2030-01-31T06:00:00Z",
    required: true,
    showWhen: { parameter: "wait_for", equals: "until" },
  }),
});

const help = `
Waits, then passes the data of the earlier steps on unchanged.

A wait of a second or more holds no worker and survives a restart of the program.
`;

/** Waits for a duration or until a moment. */
export default class Wait extends BaseStep.with(parameters) {
  override friendlyName = "Wait";
  override description = "Waits for some time or until a moment, without holding a worker";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Flow";
  override icon = "hourglass";
  override help = help;

  override async execute() {
    const until = this.#getEnd();
    const remaining = until.getTime() - Date.now();
    this.logger.flow(remaining > 0 ? `Waiting until ${until.toISOString()}` : "The moment has passed");
    if (remaining >= suspendFromMs) return this.suspend({ until });
    if (remaining > 0) await pause(remaining, undefined, { signal: this.signal });
    await this.#passOn();
  }

  override async resume(_result: ResumeResult) {
    await this.#passOn();
  }

  #getEnd(): Date {
    if (this.getParameter("wait_for") === "until") return shownValue(this.getParameter("until"), "until");
    return new Date(Date.now() + shownValue(this.getParameter("duration"), "duration"));
  }

  async #passOn(): Promise<void> {
    const data = this.joinPreviousStepData();
    if (data !== undefined) await this.saveDataForNextStep(data);
  }
}
