import {
  application,
  BaseStep,
  ChildRunFailed,
  defineParameters,
  type JsonObject,
  mapping,
  queue,
  type ResumeResult,
  select,
  text,
} from "sluice";
import { isRecord, lookupForItem } from "../util/itemLookup.ts";
import { listOfItems } from "../util/listOfItems.ts";

const parameters = defineParameters({
  application: application({
    title: "Application",
    description: "Name of the application that runs once for each item.",
    sampleValue: "sync_one_device",
    required: true,
  }),
  items: text({
    title: "Items",
    description: "Path of the list in the data of the earlier steps; empty = the data itself.",
    sampleValue: "devices",
    defaultValue: "",
  }),
  parameters: mapping({
    title: "Parameters",
    description:
      "Values of the application's variables; `${...}` is looked up in the item, `${item}` and `${index}` are the item and its position.",
    sampleValue: { device: "${item}", name: "${name}" },
    defaultValue: { item: "${item}" },
  }),
  configuration: text({
    title: "Configuration",
    description: "Name of the configuration to use; empty = the one the application is aligned with.",
    sampleValue: "production",
    defaultValue: "",
    advanced: true,
  }),
  queue: queue({
    title: "Queue",
    description: "Queue of the runs; its workers are how many go on at once. Empty = the one of the application.",
    sampleValue: "default",
    defaultValue: "",
    advanced: true,
  }),
  on_failure: select({
    title: "When a run fails",
    description: "Whether the step fails as well, after all runs have ended, or the failure is only told.",
    options: [
      { value: "fail", label: "The step fails" },
      { value: "collect", label: "It goes on, with a warning" },
    ],
    defaultValue: "fail",
  }),
});

const help = `
Runs an application once for each item of a list, waits for all of them, and gives their results in the order of the items. It holds no
worker while it waits and survives a restart.

It saves \`{results, failures}\`: \`results\` has \`{index, run_id, state, data}\` for each item, where \`data\` holds what the last steps of the
run saved, by step name; \`failures\` has those that did not succeed.

How many runs go on at once is set by the workers of their queue.
`;

/** Runs an application for each item. */
export default class ForEach extends BaseStep.with(parameters) {
  override friendlyName = "For each";
  override description = "Runs an application once for each item of a list and collects the results";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Flow";
  override icon = "repeat-2";
  override help = help;
  override type = "trigger" as const;

  override async execute() {
    const items = listOfItems(this.joinPreviousStepData(), this.getParameter("items"));
    const configuration = this.getParameter("configuration");
    const queueName = this.getParameter("queue");
    this.logger.flow("Runs %s for %d items", this.getParameter("application"), items.length);
    if (items.length === 0) {
      await this.saveDataForNextStep({ results: [], failures: [] });
      return;
    }
    const runs = items.map((item, index) => ({
      application: this.getParameter("application"),
      parameters: this.#parametersFor(item, index),
      ...(configuration && { configuration }),
      ...(queueName && { queue: queueName }),
    }));
    return this.suspend({ runs });
  }

  override async resume(result: ResumeResult) {
    if (result.kind !== "runs") throw new TypeError("Woken without the runs this step waited for");
    const results = result.runs.map(({ runId, state, data }, index) => ({ index, run_id: runId, state, data }));
    const failures = results.filter(({ state }) => state !== "SUCCESS");
    const [first] = failures;
    if (first !== undefined) {
      const message = `${failures.length} of ${results.length} runs did not succeed; the first is that of item ${first.index} (${first.run_id})`;
      if (this.getParameter("on_failure") === "fail") throw new ChildRunFailed(message);
      this.logger.warning(message);
    }
    await this.saveDataForNextStep({ results, failures });
  }

  #parametersFor(item: unknown, index: number): JsonObject {
    const lookup = isRecord(item) ? { ...item, item, index } : lookupForItem(item, index);
    return this.getParameter("parameters", lookup) as JsonObject;
  }
}
