import { BaseStep, defineParameters, number } from "sluice";
import { fibonacci } from "../fibonacci.ts";

const parameters = defineParameters({ count: number({ title: "Count", required: true }) });

/** Saves a Fibonacci number. */
export default class Fibonacci extends BaseStep.with(parameters) {
  override friendlyName = "Fibonacci";
  override description = "Computes a Fibonacci number the slow way";
  override version = "1.0.0";

  override async execute() {
    await this.saveDataForNextStep({ value: fibonacci(this.getParameter("count")) });
  }
}
