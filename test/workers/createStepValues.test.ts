import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createStepValues } from "../../core/workers/createStepValues.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { WorkerBench } from "../support/WorkerBench.ts";

const source = `import { BaseStep } from "sluice";
export default class Words extends BaseStep {
  constructor() { super(); this.newStepParameter({ name: "town" }); }
  execute() { throw new Error("not to be executed"); }
  loud(text: string) { return String(text).toUpperCase() + "!"; }
  count() { return this.joinPreviousStepData().length; }
  async towns() { return [this.getParameter("town"), this.getAppVariable("city")]; }
  fails() { throw new RangeError("no such word"); }
}
`;

test("step functions are called in a worker with what the value names; execute is not", async () => {
  const bench = await WorkerBench.create();
  onTestFinished(() => bench.close());
  const path = join(tempFolder(), "Words.ts");
  writeFileSync(path, source);
  const values = createStepValues({
    workers: bench.pool,
    random: { next: Math.random, bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
    memoryMb: 128,
    blobFolder: bench.blobFolder,
  });
  const stepClass = await bench.compile(path);
  const question = {
    stepName: "Say",
    stepClass,
    parameters: { town: "${appvar.city} on the Rhine" },
    configuration: { token: "•••" },
    appVariables: { city: "Bonn" },
    inputs: [{ step: "Read", value: [{ at: new Date(0) }, 2] }],
  };
  const ask = (value: string) => values.resolve({ ...question, value });
  expect(await ask("${step_func.loud ${appvar.city}}")).toEqual({ value: "BONN!" });
  expect(await ask("${step_func.loud ${config.token}}")).toEqual({ value: "•••!" });
  expect(await ask("${step_func.count}")).toEqual({ value: 2 });
  expect(await ask("${step_func.fails}")).toEqual({ problem: expect.stringContaining("no such word") });
  const call = (method: string) => values.call({ ...question, method });
  expect(await call("towns")).toEqual({ value: ["Bonn on the Rhine", "Bonn"] });
  expect(await call("fails")).toEqual({ problem: expect.stringContaining("no such word") });
  expect(await call("nothing")).toEqual({ problem: expect.stringContaining('no method "nothing"') });
});
