import {
  application,
  BaseStep,
  boolean,
  ChildRunFailed,
  defineParameters,
  type JsonValue,
  mapping,
  queue,
  type ResumeResult,
  type TriggerRequest,
  text,
} from "sluice";
import { checkPlainJson } from "../util/checkPlainJson.ts";

const parameters = defineParameters({
  application: application({
    title: "Application",
    description: "Name of the application to run.",
    sampleValue: "device_sync",
    required: true,
  }),
  parameters: mapping<JsonValue>({
    title: "Parameters",
    description: "Values of the application's variables for this run; others keep theirs.",
    sampleValue: { region: "${appvar.region}" },
    defaultValue: {},
  }),
  configuration: text({
    title: "Configuration",
    description: "Name of the configuration to use; empty = the one the application is aligned with.",
    sampleValue: "production",
    defaultValue: "",
  }),
  queue: queue({
    title: "Queue",
    description: "Queue of the run; empty = the one of the application.",
    sampleValue: "default",
    defaultValue: "",
    advanced: true,
  }),
  wait: boolean({
    title: "Wait for the end",
    description: "Blocking: the step ends when the run has ended, and gives its data. It holds no worker meanwhile.",
    defaultValue: false,
  }),
  fail_on_child: boolean({
    title: "Fail with the run",
    description: "The step fails when the run it waited for did not succeed.",
    defaultValue: true,
    showWhen: { parameter: "wait", equals: true },
  }),
});

const help = `
Starts a run of another application.

**Not blocking** (the default): the step ends at once and saves \`{run_id}\`.

**Blocking**, with *Wait for the end*: the step waits without holding a worker, survives a restart, and saves
\`{run_id, state, data}\`, where \`data\` holds the data of the run's last steps by step name. A run that did not succeed fails the
step, unless *Fail with the run* is off. Revoking this run revokes the run it waits for.

A variable can hold all that an earlier step saved: \`\${step_func.dataOf "Step name"}\` in *Parameters*. It has to be JSON.

Runs can trigger runs at most 16 deep.
`;

/** Trigger Application (manual, Default steps). */
export default class TriggerApplication extends BaseStep.with(parameters) {
  override friendlyName = "Trigger Application";
  override description = "Starts a run of another application and can wait for its end";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Flow";
  override icon = "workflow";
  override help = help;
  override type = "trigger" as const;

  override async execute() {
    const request = this.#readRequest();
    if (this.getParameter("wait")) {
      this.logger.flow(`Waiting for a run of "${request.application}"`);
      return this.suspend({ runs: [request] });
    }
    const { runId } = await this.triggerApplication(request);
    this.logger.flow(`Started run ${runId} of "${request.application}"`);
    await this.saveDataForNextStep({ run_id: runId });
  }

  override async resume(result: ResumeResult) {
    const run = result.kind === "runs" ? result.runs[0] : undefined;
    if (run === undefined) throw new TypeError("Woken without the run this step waited for");
    const message = `Run ${run.runId} of "${this.getParameter("application")}" ended ${run.state}`;
    if (run.state === "SUCCESS") this.logger.flow(message);
    else if (this.getParameter("fail_on_child")) throw new ChildRunFailed(message);
    else this.logger.warning(message);
    await this.saveDataForNextStep({ run_id: run.runId, state: run.state, data: run.data });
  }

  /** For parameters: what an earlier step saved; undefined = nothing. Throws for what would be something else as JSON. */
  dataOf(step: string): unknown {
    const data = this.getDataFromStepByName(step);
    checkPlainJson(data, `The data of "${step}"`);
    return data;
  }

  #readRequest(): TriggerRequest {
    const configuration = this.getParameter("configuration");
    const queueName = this.getParameter("queue");
    return {
      application: this.getParameter("application"),
      parameters: this.getParameter("parameters"),
      ...(configuration && { configuration }),
      ...(queueName && { queue: queueName }),
    };
  }
}
