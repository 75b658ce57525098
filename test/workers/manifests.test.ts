import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isSluiceError } from "../../core/base/SluiceError.ts";
import { WorkerBench } from "../support/WorkerBench.ts";

describe("reading a manifest in a worker", () => {
  let bench: WorkerBench;
  beforeAll(async () => {
    bench = await WorkerBench.create({ describeMs: 6_000 });
  });
  afterAll(() => bench.close());

  it("tells what the class declares", async () => {
    const reference = await bench.compile("goodSteps/Chooses");
    expect(await bench.pool.describe(reference)).toMatchObject({
      file: "Chooses",
      hash: reference.hash,
      outputs: [{ name: "big" }, { name: "small" }],
      parameters: [{ name: "names" }, { name: "token", kind: "secret" }],
      usesPreviousParameters: false,
    });
  });

  it("tells that a class reads parameters of earlier steps", async () => {
    const reference = await bench.compile("goodSteps/ReadsEarlierParameter");
    expect(await bench.pool.describe(reference)).toMatchObject({ usesPreviousParameters: true });
  });

  it.each([
    ["NoDefault", /no default export/],
    ["NoStep", /extends BaseStep/],
    ["ThrowsInConstructor", /TypeError: not today\n.*ThrowsInConstructor\.ts:6:11/],
    ["HangsOnImport", /longer than 6 s/],
    ["ExitsOnImport", /exit code 7/],
  ])("refuses %s with the reason", async (name, reason) => {
    const reference = await bench.compile(`badSteps/${name}`);
    const error: unknown = await bench.pool.describe(reference).catch((caught: unknown) => caught);
    expect(isSluiceError(error, "step_class_invalid")).toBe(true);
    expect((error as Error).message).toMatch(reason);
    expect((await bench.pool.describe(await bench.compile("goodSteps/Echo"))).file).toBe("Echo");
  });

  it("fails an attempt of such a class for the same reason", async () => {
    const { outcome } = await bench.run("badSteps/NoDefault");
    expect(outcome).toMatchObject({ kind: "failure", error: { message: expect.stringMatching(/no default export/) } });
  });
});
