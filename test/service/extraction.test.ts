import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/base/json.ts";
import { planExtraction } from "../../core/model/extract/planExtraction.ts";
import { applyOperation } from "../../core/model/operations/applyOperation.ts";
import type { EditState } from "../../core/model/operations/EditState.ts";
import type { ManifestLookup } from "../../core/model/StepManifest.ts";
import { buildManifest } from "../model/buildManifest.ts";
import { addApplication, openTestHost, runToEnd } from "./openTestHost.ts";

const manifests: ManifestLookup = (file) => buildManifest({ file, syncpack: "base" });

const script = (name: string, code: string, more: JsonObject = {}): JsonObject => ({
  name,
  file: "Script",
  code,
  ...more,
});

/** The parent and its child after some steps became an application. */
function extract(document: JsonObject, names: string[]) {
  const steps = document.steps as JsonObject[];
  const state: EditState = { document, stepIds: steps.map(({ name }) => `id-${name as string}`) };
  const { child, operations, findings } = planExtraction({
    state,
    steps: new Set(names.map((name) => `id-${name}`)),
    notes: new Set(),
    child: { name: "child", friendlyName: "Child" },
    manifests,
    createId: () => "id-new",
    spacing: { x: 280, y: 80 },
  });
  if (child === undefined) throw new Error(findings.map(({ message }) => message).join(" "));
  const parent = operations.reduce((one, operation) => applyOperation(one, operation, manifests).state, state);
  return { parent: parent.document, child };
}

/** State and data by step name. */
function outcome(result: Awaited<ReturnType<typeof runToEnd>>, names: string[]): object {
  return Object.fromEntries(
    result.steps.filter(({ name }) => names.includes(name)).map(({ name, state, data }) => [name, [state, data]]),
  );
}

const all =
  "return [input, step.getAvailablePreviousStepInputPositions().map(([name]) => step.getDataFromStepByName(name))];";

/** Fetch and Nothing feed Shape, which Deep and two steps outside use; Deep chooses one of two ways out. */
const document: JsonObject = {
  name: "parent",
  app_variables: [{ name: "factor", value: 3 }],
  steps: [
    script("Fetch", "return { rows: [1, 2], by: 'fetch' };", { output_to: ["Shape"] }),
    script("Nothing", "return;", { output_to: ["Shape"] }),
    script("Shape", "return { sum: (input.rows[0] + input.rows[1]) * values.factor };", {
      values: { factor: "${appvar.factor}" },
      output_to: ["Deep", "After"],
    }),
    script("Deep", 'step.routeTo(["small"]); return [input.sum];', {
      output_to: ["Small", "Large"],
      routes: { small: ["Small"], large: ["Large"] },
    }),
    script("Small", "return { small: input };", { output_to: ["After", "Small only"] }),
    script("Large", "return { large: input };", { output_to: ["Large only"] }),
    script("After", all),
    script("Small only", all),
    script("Large only", all),
  ],
};

describe("an application of which steps were made a child", () => {
  const outside = ["Fetch", "After", "Small only", "Large only"];

  it("hands every other step the same data, and runs the same ones", async () => {
    const host = await openTestHost();
    const whole = await runToEnd(host, document);
    expect(whole.state).toBe("SUCCESS");
    const { parent, child } = extract(document, ["Shape", "Deep", "Small", "Large"]);
    await addApplication(host, child);
    const result = await runToEnd(host, parent);
    expect(outcome(result, outside)).toEqual(outcome(whole, outside));
    expect(outcome(result, ["Large only"])).toEqual({ "Large only": ["SKIPPED", null] });
    const other = await runToEnd(host, parent, { factor: 5 });
    expect(outcome(other, outside)).toEqual(outcome(await runToEnd(host, document, { factor: 5 }), outside));
  });

  it("fails where it failed, and nothing after it runs", async () => {
    const host = await openTestHost();
    const steps = [
      script("Fetch", "return { at: new Date(0) };", { output_to: ["Shape"] }),
      script("Shape", "return input;", { output_to: ["After"] }),
      script("After", all),
    ];
    const { parent, child } = extract({ name: "parent", app_variables: [], steps }, ["Shape"]);
    await addApplication(host, child);
    const result = await runToEnd(host, parent);
    expect(result.state).toBe("FAILURE");
    expect(result.steps.find(({ name }) => name === "Child")?.error?.message).toContain(
      'data of "Fetch" is no JSON at at: Date',
    );
    expect(outcome(result, ["After"])).toEqual({ After: ["SKIPPED", null] });
  });
});
