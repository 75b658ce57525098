import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createStepValues } from "../../core/workers/createStepValues.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { WorkerBench } from "../support/WorkerBench.ts";

const source = `import { BaseStep } from "sluice";
export default class Words extends BaseStep {
  execute() { throw new Error("not to be executed"); }
  loud(text: string) { return String(text).toUpperCase() + "!"; }
  count() { return this.joinPreviousStepData().length; }
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
  const ask = (value: string) =>
    values.resolve({
      stepName: "Say",
      stepClass,
      value,
      parameters: {},
      configuration: { token: "•••" },
      appVariables: { city: "Bonn" },
      inputs: [{ step: "Read", value: [{ at: new Date(0) }, 2] }],
    });
  expect(await ask("${step_func.loud ${appvar.city}}")).toEqual({ value: "BONN!" });
  expect(await ask("${step_func.loud ${config.token}}")).toEqual({ value: "•••!" });
  expect(await ask("${step_func.count}")).toEqual({ value: 2 });
  expect(await ask("${step_func.fails}")).toEqual({ problem: expect.stringContaining("no such word") });
});
