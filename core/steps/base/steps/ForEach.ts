import {
  application,
  BaseStep,
  ChildRunFailed,
  defineParameters,
  type JsonObject,
  mapping,
  number,
  queue,
  type ResumeResult,
  select,
  text,
} from "sluice";
import { isRecord, lookupForItem } from "../util/itemLookup.ts";
import { listOfItems } from "../util/listOfItems.ts";

const parameters = defineParameters({
  run: select({
    title: "Run",
    description: "What runs once for each item.",
    options: [
      { value: "application", label: "An application" },
      { value: "step", label: "A step" },
    ],
    defaultValue: "application",
  }),
  application: application({
    title: "Application",
    description: "Name of the application that runs once for each item.",
    sampleValue: "sync_one_device",
    required: true,
    showWhen: { parameter: "run", equals: "application" },
  }),
  step_class: text({
    title: "Step class",
    description: "Name of the step class that runs once for each item.",
    sampleValue: "QueryREST",
    required: true,
    showWhen: { parameter: "run", equals: "step" },
  }),
  step_syncpack: text({
    title: "SyncPack",
    description: "The SyncPack of the step class, if several have one of its name.",
    sampleValue: "base_steps_syncpack",
    defaultValue: "",
    advanced: true,
    showWhen: { parameter: "run", equals: "step" },
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
      "Values of the application's variables, or of the step's parameters; `${...}` is looked up in the item, `${item}` and `${index}` are the item and its position.",
    sampleValue: { device: "${item}", name: "${name}" },
    defaultValue: { item: "${item}" },
  }),
  at_once: number({
    title: "At once",
    description: "How many runs may go on at the same time, beside what their queue allows; empty = as many as that.",
    sampleValue: 5,
    min: 1,
  }),
  configuration: text({
    title: "Configuration",
    description: "Name of the configuration to use; empty = the one the application is aligned with.",
    sampleValue: "production",
    defaultValue: "",
    advanced: true,
    showWhen: { parameter: "run", equals: "application" },
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
Runs an application, or a single step, once for each item of a list, waits for all of them, and gives their results in the order of the items. It holds no
worker while it waits and survives a restart.

It saves \`{results, failures}\`: \`results\` has \`{index, run_id, state, data}\` for each item, where \`data\` holds what the last steps of the
run saved, by step name, or what the step saved; \`failures\` has those that did not succeed.

The parameters of a step are those of its form, by their names. \`\${...}\` is looked up here, so \`\${config...}\` is that of this application; in
code, such as the statement of a database step, nothing is looked up. A parameter that takes only encrypted values of a configuration cannot be given: use a
connection. A step is not tried again by itself when it fails.

How many runs go on at once is set by the workers of their queue, and by *At once*.
`;

/** Runs an application for each item. */
export default class ForEach extends BaseStep.with(parameters) {
  override friendlyName = "For each";
  override description = "Runs an application or a step once for each item of a list and collects the results";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Flow";
  override icon = "repeat-2";
  override help = help;
  override type = "trigger" as const;

  override async execute() {
    const items = listOfItems(this.joinPreviousStepData(), this.getParameter("items"));
    this.logger.flow("Runs %s for %d items", this.#target(), items.length);
    if (items.length === 0) {
      await this.saveDataForNextStep({ results: [], failures: [] });
      return;
    }
    const what = this.#what();
    const runs = items.map((item, index) => ({ ...what, parameters: this.#parametersFor(item, index) }));
    const atOnce = this.getParameter("at_once");
    return this.suspend({ runs, ...(atOnce !== null && { atOnce: Math.floor(atOnce) }) });
  }

  override async resume(result: ResumeResult) {
    if (result.kind !== "runs") throw new TypeError("Woken without the runs this step waited for");
    const isStep = this.getParameter("run") === "step";
    const results = result.runs.map(({ runId, state, data }, index) => {
      return { index, run_id: runId, state, data: isStep ? data[this.#target()] : data };
    });
    const failures = results.filter(({ state }) => state !== "SUCCESS");
    const [first] = failures;
    if (first !== undefined) {
      const message = `${failures.length} of ${results.length} runs did not succeed; the first is that of item ${first.index} (${first.run_id})`;
      if (this.getParameter("on_failure") === "fail") throw new ChildRunFailed(message);
      this.logger.warning(message);
    }
    await this.saveDataForNextStep({ results, failures });
  }

  #target(): string {
    const name = this.getParameter("run") === "step" ? "step_class" : "application";
    return this.getParameter(name) ?? "";
  }

  #what() {
    const queueName = this.getParameter("queue");
    const queue = queueName ? { queue: queueName } : {};
    if (this.getParameter("run") === "step") {
      const syncpack = this.getParameter("step_syncpack");
      return { step: { file: this.#target(), ...(syncpack && { syncpack }) }, ...queue };
    }
    const configuration = this.getParameter("configuration");
    return { application: this.#target(), ...(configuration && { configuration }), ...queue };
  }

  #parametersFor(item: unknown, index: number): JsonObject {
    const lookup = isRecord(item) ? { ...item, item, index } : lookupForItem(item, index);
    return this.getParameter("parameters", lookup) as JsonObject;
  }
}
